package dev.lifeguard.autoconfigure.preload;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.NativeDetector;
import org.springframework.core.SpringProperties;

/**
 * Lifecycle of the {@link DryRuns}: they begin when the application is ready, on a thread
 * that nobody waits for, and end with the context at the latest.
 * <p>
 * A training run for a CDS archive or an AOT cache ends the JVM when the context is
 * refreshed, before it is ready. There they run before that, and the context waits.
 */
final class Preload implements SmartLifecycle, SmartInitializingSingleton, ApplicationListener<ApplicationReadyEvent> {

	private final DryRuns runs;

	private @Nullable Thread thread;

	private volatile boolean running;

	Preload(DryRuns runs) {
		this.runs = runs;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String exit = SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME);
		if (DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(exit)) {
			this.runs.run();
		}
	}

	/**
	 * The event of a child context arrives here as well. A native image has loaded all
	 * that it has.
	 */
	@Override
	public synchronized void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.running && this.thread == null && !NativeDetector.inNativeImage()) {
			Thread thread = new Thread(null, this.runs, "lifeguard-preload", 0, false);
			thread.setContextClassLoader(Preload.class.getClassLoader());
			thread.setDaemon(true);
			thread.setPriority(Thread.MIN_PRIORITY);
			this.thread = thread;
			thread.start();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.runs.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
