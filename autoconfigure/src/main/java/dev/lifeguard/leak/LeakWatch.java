package dev.lifeguard.leak;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Knowledge about a client's leaks: whether stacks are captured now, and which call sites
 * have leaked before. It may be used from any thread.
 *
 * @since 0.1.0
 */
public final class LeakWatch {

	static final int ORIGINS = 64;

	private static final String OTHERS = "others";

	private final LeakSettings settings;

	private final Set<String> origins = ConcurrentHashMap.newKeySet();

	private volatile boolean capturing;

	/**
	 * Create a watch.
	 * @param settings how leaks are found, and what happens to them
	 */
	public LeakWatch(LeakSettings settings) {
		this.settings = settings;
		this.capturing = settings.capture() == StackCapture.ALWAYS;
	}

	/**
	 * Return how leaks are found, and what happens to them.
	 * @return the settings
	 */
	public LeakSettings settings() {
		return this.settings;
	}

	/**
	 * Return whether anything happens to a leak.
	 * @return whether the action is not {@link LeakAction#OFF}
	 */
	public boolean isOn() {
		return this.settings.action() != LeakAction.OFF;
	}

	/**
	 * Return whether leaked responses are taken back.
	 * @return whether the action is {@link LeakAction#RECLAIM}
	 */
	public boolean reclaims() {
		return this.settings.action() == LeakAction.RECLAIM;
	}

	/**
	 * Capture the caller's stack, if stacks are captured now. Costs nothing otherwise.
	 * @return where the call is made, or {@code null}
	 */
	public @Nullable CallSite capture() {
		return this.capturing ? new CallSite() : null;
	}

	/**
	 * Begin to capture stacks: a response has been unread for suspiciously long.
	 */
	public void suspect() {
		if (!this.capturing && isOn() && this.settings.capture() == StackCapture.SAMPLED) {
			this.capturing = true;
		}
	}

	/**
	 * Note a leak.
	 * @param leak the leak
	 * @return whether it is the first from its place in the application
	 */
	public boolean isNew(Leak leak) {
		suspect();
		String origin = leak.origin();
		boolean tooMany = this.origins.size() >= ORIGINS && !this.origins.contains(origin);
		return this.origins.add(tooMany ? OTHERS : origin);
	}

}
