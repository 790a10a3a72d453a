package dev.lifeguard.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.ScriptedServer;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Small responses that nobody reads cost no memory, and the hunt for them costs no
 * response that is read.
 */
@Alone
@ExtendWith(OutputCaptureExtension.class)
class UnreadResponsesTests {

	private static final int CALLS = 3000;

	private static final int CALLERS = 6;

	private final Backend backend = Backend.start();

	/** Head and body arrive in one read, so the connection goes back to the pool. */
	private final ScriptedServer small = ScriptedServer
		.start((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000)));

	@AfterEach
	void stopBackends() throws IOException {
		this.backend.close();
		this.small.close();
	}

	@Test
	void smallBodiesThatNobodyReadsLeaveNoBufferBehind() {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { CountedBuffers.class },
				"pool.max-connections=50")) {
			for (int call = 0; call < CALLS; call++) {
				ignoreBody(app);
				ignoreStream(app);
			}
			app.assertNothingHeld();
			assertAllReleased(app);
		}
	}

	@Control
	@Test
	void plainClientLeavesABufferForEach() {
		try (App app = App.plainWith(CountedBuffers.class)) {
			for (int call = 0; call < CALLS; call++) {
				ignoreBody(app);
			}
			await().during(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(20))
				.pollInterval(Duration.ofMillis(100))
				.until(() -> {
					System.gc();
					return CountedBuffers.inUse(app) > CALLS / 2;
				});
		}
	}

	private void ignoreBody(App app) {
		app.webClient()
			.get()
			.uri(this.small.url())
			.retrieve()
			.toEntityFlux(DataBuffer.class)
			.block(Duration.ofSeconds(5));
	}

	private void ignoreStream(App app) {
		app.restClient().get().uri(this.small.url()).exchange((request, response) -> response, false);
	}

	private static void assertAllReleased(App app) {
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100)).until(() -> {
			System.gc();
			// some stay with each open connection
			return CountedBuffers.inUse(app) < 50;
		});
	}

	/**
	 * Several callers at once: what is collected is hard on all of them.
	 */
	@Test
	void responsesThatAreReadAreNeverTakenForDropped(CapturedOutput output) throws Exception {
		ScheduledExecutorService collector = Executors.newSingleThreadScheduledExecutor();
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try (App app = App.lifeguard("pool.max-connections=50")) {
			collector.scheduleWithFixedDelay(System::gc, 0, 20, TimeUnit.MILLISECONDS);
			List<Future<List<Integer>>> sizes = callers.invokeAll(Collections.nCopies(CALLERS, () -> sizes(app)));
			for (Future<List<Integer>> ofOne : sizes) {
				assertThat(ofOne.get()).hasSize(CALLS / CALLERS).containsOnly(200 * 1024);
			}
			assertThat(output).doesNotContain("a response leaked");
			assertThat(this.backend.connectionsOpened()).isLessThan(10);
		}
		finally {
			callers.shutdownNow();
			collector.shutdownNow();
		}
	}

	/**
	 * Make one caller's part of the calls, and return how many bytes each brought.
	 */
	private List<Integer> sizes(App app) {
		String uri = this.backend.url() + "/bytes/200KB";
		List<Integer> sizes = new ArrayList<>();
		while (sizes.size() < CALLS / CALLERS) {
			sizes.add(app.restClient().get().uri(uri).retrieve().body(byte[].class).length);
			sizes.add(app.webClient()
				.get()
				.uri(uri)
				.retrieve()
				.bodyToMono(byte[].class)
				.block(Duration.ofSeconds(5)).length);
		}
		return sizes;
	}

	/**
	 * Gives the clients an allocator of their own that counts.
	 */
	@Configuration(proxyBeanMethods = false)
	static class CountedBuffers {

		@Bean
		PooledByteBufAllocator allocator() {
			// without caches: what is in one counts as in use
			return new PooledByteBufAllocator(true, 1, 1, 8192, 4, 0, 0, false);
		}

		@Bean
		HttpClientCustomizer allocating(PooledByteBufAllocator allocator) {
			return (client, http) -> http.option(ChannelOption.ALLOCATOR, allocator);
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> plain(
				PooledByteBufAllocator allocator) {
			return (builder) -> builder
				.withHttpClientCustomizer((http) -> http.option(ChannelOption.ALLOCATOR, allocator));
		}

		static long inUse(App app) {
			return app.bean(PooledByteBufAllocator.class)
				.metric()
				.directArenas()
				.stream()
				.mapToLong(PoolArenaMetric::numActiveAllocations)
				.sum();
		}

	}

}
