package dev.lifeguard.call;

import java.util.concurrent.TimeUnit;

import dev.lifeguard.lease.Lease;
import io.netty.channel.Channel;

/**
 * Description of a call in one line, for whoever looks at a thread that waits for it.
 */
final class CallLine {

	private final Call call;

	CallLine(Call call) {
		this.call = call;
	}

	@Override
	public String toString() {
		CallFacts facts = this.call.facts();
		StringBuilder line = new StringBuilder().append("client=").append(this.call.client().name());
		line.append(" remote=").append(facts.target()).append(": ");
		line.append(this.call.request());
		line.append(", attempt ").append(facts.attempt()).append(", ").append(this.call.life());
		times(line);
		connection(line);
		if (facts.isBlocking()) {
			line.append(", thread #").append(facts.caller()).append(" waits for it");
		}
		return line.toString();
	}

	private void times(StringBuilder line) {
		Lease lease = this.call.leaseIfAny();
		if (lease != null) {
			line.append(" (").append(this.call.phase(lease.phase())).append(" for ");
			line.append(TimeUnit.NANOSECONDS.toMillis(lease.inPhaseNanos())).append("ms)");
		}
		if (!this.call.deadline().isNone()) {
			line.append(", deadline in ");
			line.append(TimeUnit.NANOSECONDS.toMillis(this.call.deadline().remainingNanos())).append("ms");
		}
	}

	private void connection(StringBuilder line) {
		Channel channel = this.call.latest();
		if (channel != null) {
			line.append(", connection ").append(channel);
		}
	}

}
