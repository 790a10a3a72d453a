package dev.lifeguard.benchmarks.hotpath;

/**
 * Ours beside one with nothing but the transport beneath it.
 *
 * @since 0.1.0
 */
public class BareCall extends RestClientCall {

	public BareCall() {
		super(Clients.bareBlocking());
	}

}
