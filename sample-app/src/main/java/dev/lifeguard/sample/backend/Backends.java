package dev.lifeguard.sample.backend;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Two equal backends, so that what one client piles up does not harm the other: up before
 * the application takes requests, down after it.
 *
 * @since 0.1.0
 */
@Component
@EnableConfigurationProperties(BackendProperties.class)
public class Backends implements SmartLifecycle, AutoCloseable {

	private final Backend orders;

	private final Backend plain;

	private volatile boolean running;

	Backends(BackendProperties properties, Switches switches) {
		this.orders = new Backend(properties.backend().port(), switches);
		this.plain = new Backend(properties.plainBackend().port(), switches);
		switches.listen(this::follow);
	}

	/**
	 * Return the backend of the client {@code orders} and of the walk-through.
	 * @return the backend
	 */
	public Backend orders() {
		return this.orders;
	}

	/**
	 * Return the backend of the page's plain client.
	 * @return the backend
	 */
	public Backend plain() {
		return this.plain;
	}

	private void follow() {
		this.orders.follow();
		this.plain.follow();
	}

	@Override
	public void start() {
		this.orders.start();
		this.plain.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.orders.stop();
		this.plain.stop();
	}

	@Override
	public void close() {
		this.orders.close();
		this.plain.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * A context of a test that rests keeps its ports: another one may have taken them
	 * when it continues.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
