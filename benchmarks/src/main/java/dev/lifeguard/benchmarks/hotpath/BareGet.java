package dev.lifeguard.benchmarks.hotpath;

/**
 * Ours beside one with nothing but the transport beneath it.
 *
 * @since 0.1.0
 */
public class BareGet extends RestClientCall {

	public BareGet() {
		super(Clients.bareBlocking());
	}

}
