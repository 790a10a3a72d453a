package dev.lifeguard.benchmarks.hotpath;

/**
 * Ours beside one on Apache HttpClient 5.
 *
 * @since 0.1.0
 */
public class ApacheCall extends RestClientCall {

	public ApacheCall() {
		super(Clients.apache());
	}

}
