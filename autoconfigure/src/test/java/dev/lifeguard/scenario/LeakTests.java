package dev.lifeguard.scenario;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.failure.ResponseReclaimedException;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.LeakKind;
import dev.lifeguard.testsupport.LeakKind.Leaked;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Responses that the application neither reads nor closes: they are reported and come
 * home. On a plain client they are lost forever.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeakTests {

	private static final String BIG = "/bytes/1MB";

	private final Backend backend = Backend.start();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	static Stream<LeakKind> collectable() {
		return Stream.of(LeakKind.values()).filter(LeakKind::isCollectable);
	}

	@ParameterizedTest
	@EnumSource
	void unreadResponseIsReportedWithItsCallerAndTakenBack(LeakKind kind, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard("leak.threshold=300ms", "leak.capture=always", "pool.max-connections=2")) {
			Leaked leaked = kind.leak(app, this.backend.url() + BIG);
			app.assertNothingHeld();
			await().untilAsserted(() -> assertThat(output).containsOnlyOnce("client 'orders': a response leaked: GET ")
				.contains("nobody has asked for its bytes for leak.threshold (leak.threshold=0.3s)",
						"Its connection was closed and its permit released (leak.action=reclaim)",
						"Is every response read completely or closed", "at dev.lifeguard.testsupport.LeakKind"));
			assertThatThrownBy(leaked::readLate).hasStackTraceContaining(ResponseReclaimedException.class.getName())
				.hasStackTraceContaining("asked for none of its bytes for 300ms (leak.threshold)");
			assertThat(leakedCount(app)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@MethodSource("collectable")
	void droppedResponseIsFoundByTheGarbageCollector(LeakKind kind, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard("leak.threshold=1m", "timeout.call=5m", "leak.capture=always")) {
			kind.leak(app, this.backend.url() + BIG);
			await().until(() -> app.active() == 1);
			await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(100)).until(() -> {
				System.gc();
				return app.active() == 0;
			});
			await().untilAsserted(() -> assertThat(output).containsOnlyOnce("client 'orders': a response leaked: GET ")
				.contains("it was dropped unread and collected as garbage", "at dev.lifeguard.testsupport.LeakKind"));
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientLosesTheConnectionForEver(LeakKind kind) throws Exception {
		try (App app = App.bounded(5)) {
			kind.leak(app, this.backend.url() + BIG);
			await().until(() -> app.active() == 1);
			await().during(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(20))
				.pollInterval(Duration.ofMillis(100))
				.until(() -> {
					System.gc();
					return app.active() == 1;
				});
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HALF_READ", "ONE_PIECE" })
	void reportedResponseThatIsReadAfterAllComesHome(LeakKind kind, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard("leak.threshold=200ms", "leak.action=report")) {
			Leaked leaked = kind.leak(app, this.backend.url() + BIG);
			await().until(() -> output.toString().contains("client 'orders': a response leaked"));
			assertThat(app.active()).isOne();
			leaked.readLate();
			app.assertNothingHeld();
			await().untilAsserted(() -> assertThat(output).contains("The call site is unknown",
					"that was reported as leaked was closed after"));
		}
	}

	@Test
	void responsesOfOneCallSiteAreReportedOnce(CapturedOutput output) throws Exception {
		try (App app = App.lifeguard("leak.threshold=300ms", "leak.capture=always", "pool.acquire-timeout=5s",
				"pool.max-connections=4", "pool.max-pending=40")) {
			List<Object> kept = new ArrayList<>();
			for (int call = 0; call < 20; call++) {
				kept.add(app.restClient()
					.get()
					.uri(this.backend.url() + "/bytes/4MB")
					.exchange((request, response) -> response, false));
			}
			app.assertNothingHeld();
			assertThat(kept).hasSize(20);
			assertThat(leakedCount(app)).isEqualTo(20);
			await().untilAsserted(() -> assertThat(output).containsOnlyOnce("a response leaked"));
			assertThat(app.caller(Face.REST_CLIENT).get(this.backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
		}
	}

	@Test
	void responseThatIsOpenAtTheEndIsReported(CapturedOutput output) throws Exception {
		Leaked leaked;
		try (App app = App.lifeguard("leak.capture=always")) {
			leaked = LeakKind.UNTOUCHED.leak(app, this.backend.url() + BIG);
			await().until(() -> app.active() == 1);
		}
		await().untilAsserted(() -> assertThat(output).contains("client 'orders': a response leaked: GET /bytes/1MB",
				"it was still open when its client was closed"));
		assertThatThrownBy(leaked::readLate).isNotNull();
	}

	@Test
	void slowReaderThatMakesProgressIsLeftAlone(CapturedOutput output) throws Exception {
		try (App app = App.lifeguard("leak.threshold=400ms", "timeout.response=400ms", "timeout.call=30s")) {
			CountDownLatch never = new CountDownLatch(1);
			Long size = app.restClient().get().uri(this.backend.url() + BIG).exchange((request, response) -> {
				InputStream in = response.getBody();
				long sum = in.readNBytes(100_000).length;
				for (int pause = 0; pause < 20; pause++) {
					awaitNothing(never, 100);
					sum += in.readNBytes(1000).length;
				}
				return sum + in.readAllBytes().length;
			});
			assertThat(size).isEqualTo(1024 * 1024);
			Long reactive = app.webClient()
				.get()
				.uri(this.backend.url() + "/bytes/256KB")
				.retrieve()
				.bodyToFlux(DataBuffer.class)
				.limitRate(1)
				.concatMap((bytes) -> Flux.just(bytes).delayElements(Duration.ofMillis(100)))
				.map(LeakTests::sizeOfReleased)
				.reduce(0L, Long::sum)
				.block(Duration.ofSeconds(60));
			assertThat(reactive).isEqualTo(256 * 1024);
			assertThat(output).doesNotContain("a response leaked");
		}
	}

	private static void awaitNothing(CountDownLatch never, int millis) {
		try {
			assertThat(never.await(millis, TimeUnit.MILLISECONDS)).isFalse();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long sizeOfReleased(DataBuffer bytes) {
		long size = bytes.readableByteCount();
		DataBufferUtils.release(bytes);
		return size;
	}

	private static double leakedCount(App app) {
		return app.bean(MeterRegistry.class)
			.get("lifeguard.connections.leaked")
			.tag("client", "orders")
			.counter()
			.count();
	}

}
