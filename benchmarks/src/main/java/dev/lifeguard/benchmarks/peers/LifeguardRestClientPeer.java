package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Calls;
import dev.lifeguard.registry.LifeguardClients;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Lifeguard's {@code RestClient}.
 */
final class LifeguardRestClientPeer implements Peer {

	@Override
	public String name() {
		return "lifeguard-restclient";
	}

	@Override
	public Calls defaults(String baseUrl) {
		return calls(LifeguardApplication.defaults(baseUrl));
	}

	@Override
	public Calls tuned(String baseUrl) {
		return calls(LifeguardApplication.tuned(baseUrl));
	}

	@Override
	public Calls other(String variant, String baseUrl) {
		return calls(LifeguardApplication.other(variant, baseUrl));
	}

	private static Calls calls(ConfigurableApplicationContext context) {
		LifeguardClients clients = context.getBean(LifeguardClients.class);
		return new RestClientCalls(clients.restClient(LifeguardApplication.CLIENT), context::close);
	}

}
