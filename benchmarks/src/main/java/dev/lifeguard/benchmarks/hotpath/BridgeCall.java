package dev.lifeguard.benchmarks.hotpath;

/**
 * Ours beside one on Spring's own bridge to the same transport.
 *
 * @since 0.1.0
 */
public class BridgeCall extends RestClientCall {

	public BridgeCall() {
		super(Clients.bridge());
	}

}
