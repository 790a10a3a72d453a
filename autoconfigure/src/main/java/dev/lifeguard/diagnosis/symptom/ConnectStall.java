package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: permits are held by calls that have no connection yet.
 *
 * @since 0.1.0
 */
public final class ConnectStall implements Symptom {

	private static final Duration LONG = Duration.ofMillis(200);

	@Override
	public @Nullable Finding look(Facts facts) {
		Duration quarter = facts.connectTimeout().dividedBy(4);
		Duration tooLong = (quarter.compareTo(LONG) < 0) ? quarter : LONG;
		List<Holder> some = facts.those((holder) -> isConnecting(holder) && holder.inPhase().compareTo(tooLong) > 0);
		if (some.isEmpty()) {
			return null;
		}
		long names = some.stream().filter((holder) -> holder.phase() == Phase.NAME).count();
		return (names * 2 >= some.size()) ? ofNames(names, some, facts) : ofConnects(some, facts);
	}

	/**
	 * A shorter limit does not help: somebody must find the server that does not answer.
	 */
	private static Finding ofNames(long names, List<Holder> some, Facts facts) {
		List<Holder> waiting = some.stream().filter((holder) -> holder.phase() == Phase.NAME).toList();
		return Finding.of(Cause.CONNECT_STALL, some, facts,
				"%s of %s connections wait for name resolution, the oldest for %s (mostly to %s)".formatted(names,
						facts.holders().size(), Words.oldest(waiting), Words.mostlyTo(waiting)),
				"raising max-connections will not help: look at the DNS servers (/etc/resolv.conf), and at ndots and the "
						+ "search domains there, which multiply the queries; a name and its connect have timeout.connect "
						+ "(%s) together".formatted(Words.time(facts.connectTimeout())));
	}

	private static Finding ofConnects(List<Holder> some, Facts facts) {
		long handshakes = some.stream().filter((holder) -> holder.phase() == Phase.TLS).count();
		return Finding.of(Cause.CONNECT_STALL, some, facts,
				"%s are still being opened, the oldest for %s, %s of them in the TLS handshake (mostly to %s)"
					.formatted(Words.part(some, facts), Words.oldest(some), handshakes, Words.mostlyTo(some)),
				"raising max-connections will not help: look at firewalls and the backend's listen queue; lower "
						+ "timeout.connect (%s) to fail sooner".formatted(Words.time(facts.connectTimeout())));
	}

	private static boolean isConnecting(Holder holder) {
		return holder.phase().compareTo(Phase.TLS) <= 0 && !holder.onBlockedLoop();
	}

}
