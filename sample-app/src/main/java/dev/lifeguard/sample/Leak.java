package dev.lifeguard.sample;

import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.sample.backend.Switch;
import dev.lifeguard.sample.backend.Switches;

import org.springframework.stereotype.Component;

/**
 * Choice of the calls that forget their response while {@link Switch#LEAK} is on: every
 * second one.
 */
@Component
class Leak {

	static final String FORGOTTEN = "the response was forgotten, unread\n";

	private static final int EVERY = 2;

	private final Switches switches;

	private final AtomicInteger calls = new AtomicInteger();

	Leak(Switches switches) {
		this.switches = switches;
	}

	boolean isNext() {
		return this.switches.isOn(Switch.LEAK) && this.calls.incrementAndGet() % EVERY == 0;
	}

}
