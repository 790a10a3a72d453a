package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import dev.lifeguard.diagnosis.vitals.Figures;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.lease.Holder;

/**
 * Facts about a client at the moment when it has no permit for a call.
 *
 * @param client the client's name
 * @param pool the pool's numbers
 * @param holders the calls that hold the permits
 * @param isOfOneRemote whether it is the bound of one remote that is reached, and the
 * holders are those of that remote
 * @param leavesSome whether it is a call of low priority, which leaves the last permits
 * to calls that matter more
 * @param figures what calls have been like
 * @param connectTimeout the longest TCP connect
 * @param responseTimeout the longest silence of the peer
 * @since 0.1.0
 */
public record Facts(String client, PoolSnapshot pool, List<Holder> holders, boolean isOfOneRemote, boolean leavesSome,
		Figures figures, Duration connectTimeout, Duration responseTimeout) {

	/**
	 * Return the holders that a symptom shows in.
	 */
	List<Holder> those(Predicate<Holder> symptom) {
		return this.holders.stream().filter(symptom).toList();
	}

	/**
	 * Return a property of the client as the lines of YAML that set it.
	 * @param key the key below the client's, with dots
	 * @param value the value
	 */
	String yaml(String key, Object value) {
		StringBuilder lines = new StringBuilder();
		String indent = "    ";
		for (String part : ("lifeguard.clients." + this.client + "." + key).split("\\.")) {
			lines.append(System.lineSeparator()).append(indent).append(part).append(':');
			indent += "  ";
		}
		return lines.append(' ').append(value).toString();
	}

}
