package dev.lifeguard.client;

import dev.lifeguard.lease.CallSite;
import dev.lifeguard.lease.Leak;
import dev.lifeguard.lease.LeakProof;
import dev.lifeguard.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * One call's response while the application has it, and what there is to say if it leaks.
 */
final class Custody {

	private final ManagedClient client;

	private final String method;

	private final @Nullable CallSite site;

	private volatile @Nullable String uriTemplate;

	private volatile @Nullable Handover handover;

	private volatile boolean reported;

	Custody(ManagedClient client, String method) {
		this.client = client;
		this.method = method;
		this.site = client.leakWatch().capture();
	}

	void uriTemplate(@Nullable Object uriTemplate) {
		this.uriTemplate = (uriTemplate != null) ? uriTemplate.toString() : null;
	}

	Handover begin(Object response, Call call, Runnable discard) {
		Handover handover = new Handover(response, this.client.collected().queue(), call, discard);
		this.handover = handover;
		return handover;
	}

	/**
	 * Throw what is left of the response away, unless it has a reader.
	 */
	void discard() {
		Handover handover = this.handover;
		if (handover != null) {
			handover.discard();
		}
	}

	/**
	 * Return how often the application has asked for bytes.
	 */
	int asks() {
		Handover handover = this.handover;
		return (handover != null) ? handover.asks() : 0;
	}

	/**
	 * The response has arrived, or never will; the application may still have it.
	 */
	void end(Lease lease, boolean byItself) {
		Handover handover = this.handover;
		if (handover != null && !handover.isTaken()) {
			this.client.collected().keep(handover);
		}
		if (this.reported && byItself) {
			this.client.cameHome(request(), lease);
		}
	}

	/**
	 * Report a leak, once.
	 */
	void report(LeakProof proof, Lease lease) {
		if (this.client.leakWatch().isOn() && isFirst()) {
			this.client.leaked(new Leak(lease.remoteName(), request(), proof, lease.held(), this.site));
		}
	}

	private synchronized boolean isFirst() {
		boolean first = !this.reported;
		this.reported = true;
		return first;
	}

	private String request() {
		String template = this.uriTemplate;
		return (template != null) ? this.method + " " + Target.path(template) : this.method;
	}

}
