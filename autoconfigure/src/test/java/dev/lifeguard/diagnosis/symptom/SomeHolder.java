package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;

import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A holder to be: nothing has moved on its connection since it entered its phase, unless
 * a test sets something else.
 */
public final class SomeHolder {

	private final Phase phase;

	private final Duration inPhase;

	private String request = "GET /orders";

	private String remote = "backend:80";

	private Duration quiet;

	private int asks;

	private @Nullable Duration sinceAsk;

	private boolean retry;

	private boolean nesting;

	private boolean onBlockedLoop;

	private SomeHolder(Phase phase, Duration inPhase) {
		this.phase = phase;
		this.inPhase = inPhase;
		this.quiet = inPhase;
	}

	public static SomeHolder in(Phase phase, long millis) {
		return new SomeHolder(phase, Duration.ofMillis(millis));
	}

	SomeHolder making(String request) {
		this.request = request;
		return this;
	}

	public SomeHolder to(String remote) {
		this.remote = remote;
		return this;
	}

	SomeHolder quietFor(long millis) {
		this.quiet = Duration.ofMillis(millis);
		return this;
	}

	SomeHolder asked(int asks, long millisAgo) {
		this.asks = asks;
		this.sinceAsk = Duration.ofMillis(millisAgo);
		this.quiet = this.sinceAsk;
		return this;
	}

	SomeHolder retrying() {
		this.retry = true;
		return this;
	}

	public SomeHolder nesting() {
		this.nesting = true;
		return this;
	}

	public SomeHolder onBlockedLoop() {
		this.onBlockedLoop = true;
		return this;
	}

	Holder holder() {
		return new Holder(this.request, this.remote, this.phase, this.inPhase, this.inPhase, this.quiet, this.asks,
				this.sinceAsk, Priority.NORMAL, this.retry, this.nesting, false, this.onBlockedLoop, null);
	}

}
