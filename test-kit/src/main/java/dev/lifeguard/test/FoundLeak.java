package dev.lifeguard.test;

import java.util.List;

import dev.lifeguard.leak.CallSite;
import dev.lifeguard.leak.Leak;

/**
 * Response that an application leaked.
 *
 * @param client the client's name
 * @param leak what is known of it
 */
record FoundLeak(String client, Leak leak) {

	/**
	 * Return whether the kit leaked it itself, because a test asked for that.
	 */
	boolean isOnPurpose() {
		return frames().stream().anyMatch((frame) -> frame.getClassName().equals(LifeguardTester.class.getName()));
	}

	private List<StackTraceElement> frames() {
		CallSite site = this.leak.site();
		return (site != null) ? site.frames() : List.of();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("client '%s': %s to %s, held for %sms: %s".formatted(this.client,
				this.leak.request(), this.leak.remote(), this.leak.held().toMillis(), this.leak.proof()));
		frames()
			.forEach((frame) -> text.append(System.lineSeparator()).append("    at ").append(Situation.line(frame)));
		return text.toString();
	}

}
