package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Calls;
import dev.lifeguard.registry.LifeguardClients;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Lifeguard's {@code WebClient}.
 */
final class LifeguardWebClientPeer implements Peer {

	@Override
	public String name() {
		return "lifeguard-webclient";
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
		return new WebClientCalls(clients.webClient(LifeguardApplication.CLIENT), context::close);
	}

}
