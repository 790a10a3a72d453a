package dev.lifeguard.diagnosis.vitals;

import dev.lifeguard.failure.PoolExhaustedException;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Refused call in a recording of the JDK's flight recorder, if one runs. To be used where
 * the runtime has that module.
 */
@Name("dev.lifeguard.Refusal")
@Label("Refused Call")
@Description("A call of a client that got no permit in its pool")
@Category("Lifeguard")
@StackTrace(false)
@SuppressWarnings("unused")
final class JfrRefusal extends Event {

	@Label("Client")
	private String client = "";

	@Label("Remote")
	private String remote = "";

	@Label("Reason")
	private String reason = "";

	@Label("Cause")
	private String cause = "";

	@Label("Evidence")
	private String evidence = "";

	@Label("Waited")
	@Timespan
	private long waited;

	static void refused(PoolExhaustedException failure) {
		JfrRefusal event = new JfrRefusal();
		if (event.isEnabled()) {
			event.fill(failure);
			event.commit();
		}
	}

	private void fill(PoolExhaustedException failure) {
		this.client = failure.getClient();
		this.remote = failure.getRemote();
		this.reason = failure.getReason().name();
		this.cause = failure.getDiagnosis().cause().name();
		this.evidence = failure.getDiagnosis().evidence();
		this.waited = failure.getWaited().toNanos();
	}

}
