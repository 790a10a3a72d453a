package dev.lifeguard.autoconfigure;

import java.time.Duration;

import dev.lifeguard.registry.ClientRegistry;

import org.springframework.context.SmartLifecycle;

/**
 * Lifecycle that shuts the clients down after the web server, which may still use them,
 * and before the event loops, which they still need: calls that wait or are in flight may
 * complete within the phase's time, less what closing takes; and opens them again if the
 * context is started again. The timer runs until the beans are destroyed, because calls
 * in flight still have their deadlines. Not pausable: a test context that rests in a
 * cache keeps its clients.
 */
class ClientsLifecycle implements SmartLifecycle {

	private static final int BEFORE_EVENT_LOOPS = 1;

	private static final Duration MARGIN = Duration.ofSeconds(1);

	private final ClientRegistry registry;

	private final Duration patience;

	private volatile boolean running;

	ClientsLifecycle(ClientRegistry registry, Duration phase) {
		this.registry = registry;
		Duration patience = phase.minus(MARGIN);
		this.patience = patience.isNegative() ? Duration.ofMillis(1) : patience;
	}

	@Override
	public void start() {
		this.registry.open();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.registry.close();
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.registry.closeGracefully(this.patience, callback);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return BEFORE_EVENT_LOOPS;
	}

}
