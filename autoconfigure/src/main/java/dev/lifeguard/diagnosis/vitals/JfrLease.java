package dev.lifeguard.diagnosis.vitals;

import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseHolder;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * Lease in a recording of the JDK's flight recorder, if one runs. To be used where the
 * runtime has that module.
 */
@Name("dev.lifeguard.Lease")
@Label("Lease of a Connection")
@Description("A call of a client that had a permit in its pool")
@Category("Lifeguard")
@StackTrace(false)
@SuppressWarnings("unused")
final class JfrLease extends Event {

	@Label("Client")
	private String client = "";

	@Label("Request")
	private String request = "";

	@Label("Remote")
	private String remote = "";

	@Label("Waited")
	@Timespan
	private long waited;

	@Label("Held")
	@Timespan
	private long held;

	@Label("First Byte")
	@Timespan
	private long firstByte;

	@Label("Outcome")
	private String outcome = "";

	static void ended(String client, Lease lease) {
		JfrLease event = new JfrLease();
		if (event.isEnabled()) {
			event.fill(client, lease, lease.holder());
			event.commit();
		}
	}

	private void fill(String client, Lease lease, @Nullable LeaseHolder holder) {
		this.client = client;
		this.request = (holder != null) ? holder.request() : "?";
		this.remote = lease.remoteName();
		this.waited = lease.waitedNanos();
		this.held = lease.heldNanos();
		this.firstByte = lease.firstByteNanos();
		this.outcome = String.valueOf(lease.outcome());
	}

}
