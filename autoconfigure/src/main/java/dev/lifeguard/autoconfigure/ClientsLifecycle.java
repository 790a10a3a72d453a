package dev.lifeguard.autoconfigure;

import dev.lifeguard.registry.ClientRegistry;

import org.springframework.context.SmartLifecycle;

/**
 * Shuts the clients down after the web server, which may still use them, and before the
 * event loops, which they still need; and opens them again if the context is started
 * again. The timer goes on until the beans are destroyed, because calls in flight still
 * have their deadlines. Not pausable: a test context that rests in a cache keeps its
 * clients.
 */
class ClientsLifecycle implements SmartLifecycle {

	private static final int BEFORE_EVENT_LOOPS = 1;

	private final ClientRegistry registry;

	private volatile boolean running;

	ClientsLifecycle(ClientRegistry registry) {
		this.registry = registry;
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
