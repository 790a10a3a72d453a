package dev.lifeguard.benchmarks.peers;

import java.util.List;
import java.util.stream.IntStream;

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
		return create("defaults", baseUrl);
	}

	@Override
	public Calls tuned(String baseUrl) {
		return create("tuned", baseUrl);
	}

	@Override
	public Calls create(String variant, String baseUrl) {
		ConfigurableApplicationContext context = LifeguardApplication.of(variant, baseUrl);
		return calls(context, LifeguardApplication.CLIENT);
	}

	/**
	 * Create clients of one application: they share nothing but its event loops.
	 */
	@Override
	public List<Calls> create(String variant, String baseUrl, int count) {
		List<String> names = IntStream.range(0, count).mapToObj((number) -> "client-" + number).toList();
		ConfigurableApplicationContext context = LifeguardApplication.of(variant, baseUrl, names);
		return names.stream().map((name) -> calls(context, name)).toList();
	}

	private static Calls calls(ConfigurableApplicationContext context, String client) {
		LifeguardClients clients = context.getBean(LifeguardClients.class);
		return new RestClientCalls(clients.restClient(client), context::close);
	}

}
