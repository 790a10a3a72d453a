package dev.lifeguard.benchmarks.peers;

import java.util.function.Supplier;

import dev.lifeguard.benchmarks.load.BlockingCalls;
import dev.lifeguard.benchmarks.load.Job;
import feign.Feign;

/**
 * Calls of interfaces that Feign implements.
 */
final class FeignCalls implements BlockingCalls {

	private final Leaks leaks = new Leaks();

	private final OrdersApi orders;

	private final OrdersApi.Streamed streamed;

	/**
	 * Create the calls.
	 * @param feign makes a builder for each interface, all with the same client
	 * @param baseUrl where to call
	 */
	FeignCalls(Supplier<Feign.Builder> feign, String baseUrl) {
		this.orders = feign.get().target(OrdersApi.class, baseUrl);
		this.streamed = feign.get()
			.doNotCloseAfterDecode()
			.decoder((response, type) -> response.body().asInputStream())
			.target(OrdersApi.Streamed.class, baseUrl);
	}

	@Override
	public boolean call(Job job) {
		switch (job) {
			case GET -> this.orders.get();
			case POST -> this.orders.post(Order.JSON);
			case LEAK -> this.leaks.hold(this.streamed.get());
		}
		return true;
	}

	@Override
	public void close() {
		// Feign's client has no end
	}

}
