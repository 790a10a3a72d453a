package dev.lifeguard.benchmarks.growth;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.ConnectAdapter;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * Cost of a refusal, its diagnosis and its failure included, while calls hold many
 * permits. They hold them without a socket, and the refused come as fast as they can.
 */
final class Refusals implements Experiment {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final URI HERE = URI.create("http://127.0.0.1:1/");

	private static final int REFUSED = 500_000;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		try (Application application = Application.start(setting.contestant(), new Bounds(1, 0), 1,
				setting.ports()[0])) {
			ManagedClient client = application.bean(ClientRegistry.class).client("c0");
			measure(client, setting.sizes()[0]);
			for (int size : setting.sizes()) {
				System.gc();
				results.accept(size, measure(client, size));
			}
		}
	}

	private static double[] measure(ManagedClient client, int holders) {
		client.resize(holders, LONG);
		List<Disposable> held = new ArrayList<>();
		AtomicInteger refused = new AtomicInteger();
		for (int holder = 0; holder < holders; holder++) {
			held.add(call(client, refused));
		}
		if (refused.get() > 0) {
			throw new IllegalStateException(refused + " of the holders were refused");
		}
		refuse(client, refused, REFUSED / 10);
		Cost cost = new Cost();
		refuse(client, refused, REFUSED);
		double[] result = cost.per(REFUSED);
		held.forEach(Disposable::dispose);
		return result;
	}

	private static void refuse(ManagedClient client, AtomicInteger refused, int count) {
		refused.set(0);
		for (int i = 0; i < count; i++) {
			call(client, refused);
		}
		if (refused.get() != count) {
			throw new IllegalStateException("only %s of %d were refused".formatted(refused, count));
		}
	}

	private static Disposable call(ManagedClient client, AtomicInteger refused) {
		Call call = client.call("GET", HERE, null, Thread.currentThread());
		call.uriTemplate("http://127.0.0.1:1/orders/{id}");
		return ConnectAdapter.around(Mono.<Connection>never(), Runnable::run)
			.contextWrite((context) -> context.put(Call.class, call))
			.subscribe((connection) -> {
			}, (failure) -> refused.incrementAndGet());
	}

}
