package dev.lifeguard.sample;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Which switches are on.
 */
@Component
class Switches {

	private static final CompletableFuture<Void> OFF = CompletableFuture.completedFuture(null);

	private final Map<Switch, CompletableFuture<Void>> on = new ConcurrentHashMap<>();

	boolean isOn(Switch which) {
		return this.on.containsKey(which);
	}

	/**
	 * Return what completes when the switch is off.
	 */
	CompletionStage<Void> whenOff(Switch which) {
		return this.on.getOrDefault(which, OFF);
	}

	void turn(Switch which, boolean on) {
		if (on) {
			this.on.putIfAbsent(which, new CompletableFuture<>());
			return;
		}
		CompletableFuture<Void> off = this.on.remove(which);
		if (off != null) {
			off.complete(null);
		}
	}

	void reset() {
		for (Switch which : Switch.values()) {
			turn(which, false);
		}
	}

	Map<Switch, Boolean> states() {
		Map<Switch, Boolean> states = new TreeMap<>();
		for (Switch which : Switch.values()) {
			states.put(which, isOn(which));
		}
		return states;
	}

}
