package dev.lifeguard.sample.backend;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

/**
 * Switches and their state. They are the same for both backends.
 *
 * @since 0.1.0
 */
@Component
public class Switches {

	private static final CompletableFuture<Void> OFF = CompletableFuture.completedFuture(null);

	private final Map<Switch, CompletableFuture<Void>> on = new ConcurrentHashMap<>();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Return whether a switch is on.
	 * @param which the switch
	 * @return whether it is on
	 */
	public boolean isOn(Switch which) {
		return this.on.containsKey(which);
	}

	/**
	 * Return what completes when the switch is off.
	 */
	CompletionStage<Void> whenOff(Switch which) {
		return this.on.getOrDefault(which, OFF);
	}

	/**
	 * Call something after each turn, on the thread that turned.
	 */
	void listen(Runnable turned) {
		this.listeners.add(turned);
	}

	/**
	 * Turn a switch. It is done when this returns.
	 * @param which the switch
	 * @param on whether it is to be on
	 */
	public synchronized void turn(Switch which, boolean on) {
		if (on) {
			this.on.putIfAbsent(which, new CompletableFuture<>());
		}
		else {
			turnOff(which);
		}
		this.listeners.forEach(Runnable::run);
	}

	private void turnOff(Switch which) {
		CompletableFuture<Void> off = this.on.remove(which);
		if (off != null) {
			off.complete(null);
		}
	}

	/**
	 * Turn all of them off.
	 */
	public void reset() {
		for (Switch which : Switch.values()) {
			turn(which, false);
		}
	}

	/**
	 * Return the switches and whether they are on.
	 * @return the states
	 */
	public Map<Switch, Boolean> states() {
		Map<Switch, Boolean> states = new TreeMap<>();
		for (Switch which : Switch.values()) {
			states.put(which, isOn(which));
		}
		return states;
	}

}
