package dev.lifeguard.call;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.time.Deadline;
import dev.lifeguard.time.TimeoutSettings;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link ConnectAdapter}.
 */
class ConnectAdapterTests {

	private static final Duration CALL = TimeoutSettings.DEFAULTS.call();

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final Connection connection = Connection.from(new EmbeddedChannel());

	private final TestPublisher<Connection> transport = TestPublisher.create();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void connectionIsHandedOverAndThePlaceComesBack() {
		StepVerifier.create(connect(Mono.just(this.connection))).expectNext(this.connection).verifyComplete();
		assertThat(places()).isZero();
	}

	@Test
	void callsThatAreOverInTimeLeaveOneTimerTogetherAndNoneAfterTheFirstDeadline() {
		for (int i = 0; i < 10; i++) {
			StepVerifier.create(connect(Mono.just(this.connection))).expectNextCount(1).verifyComplete();
		}
		assertThat(this.timer.size()).isOne();
		passDeadline();
		assertThat(this.timer.size()).isZero();
	}

	@Test
	void eachDeadlineEndsItsOwnCall() {
		List<Throwable> failures = new ArrayList<>();
		connect(Mono.never()).subscribe((connection) -> {
		}, failures::add);
		this.clock.advance(CALL.dividedBy(2));
		connect(Mono.never()).subscribe((connection) -> {
		}, failures::add);
		this.clock.advance(CALL.dividedBy(2));
		this.timer.runDue();
		assertThat(places()).isOne();
		this.clock.advance(CALL.dividedBy(2));
		this.timer.runDue();
		assertThat(places()).isZero();
		await().untilAsserted(() -> assertThat(failures).hasSize(2).hasOnlyElementsOfType(CallTimeoutException.class));
		passDeadline();
		assertThat(this.timer.size()).isZero();
	}

	@Test
	void deadlineThatComesEarlierThanTheOthersIsSeen() {
		connect(Mono.never()).onErrorComplete().subscribe();
		Deadline early = Deadline.after(CALL.dividedBy(4), this.clock);
		Call call = new Call(new CallAttempts(this.client.calls(), null, 0, early), "GET",
				URI.create("http://localhost:1/"), Priority.NORMAL, null);
		connect(Mono.never(), call).onErrorComplete().subscribe();
		this.clock.advance(CALL.dividedBy(4));
		this.timer.runDue();
		assertThat(places()).isOne();
		passDeadline();
		assertThat(places()).isZero();
	}

	@Test
	void failedConnectGivesThePlaceBack() {
		StepVerifier.create(connect(Mono.error(new IllegalStateException("no route")))).verifyErrorMessage("no route");
		assertThat(places()).isZero();
	}

	@Test
	void cancelWhileConnectingCancelsTheConnect() {
		StepVerifier.create(connect(this.transport.mono()))
			.then(() -> assertThat(places()).isOne())
			.thenCancel()
			.verify();
		this.transport.assertCancelled();
		assertThat(places()).isZero();
	}

	@Test
	void deadlineWhileConnectingFailsTheCall() {
		StepVerifier.create(connect(this.transport.mono()))
			.then(this::passDeadline)
			.verifyError(CallTimeoutException.class);
		this.transport.assertCancelled();
		assertThat(places()).isZero();
	}

	@Test
	void deadlineWhileTheConnectionIsHandedOverDoesNotTellTheCallerTwice() {
		StepVerifier.create(connect(Mono.just(this.connection)))
			.consumeNextWith((connection) -> passDeadline())
			.verifyComplete();
		assertThat(places()).isZero();
	}

	@Test
	void cancelWhileTheConnectionIsHandedOverGivesThePlaceBackOnce() {
		StepVerifier.create(connect(Mono.just(this.connection)), 1).expectNextCount(1).thenCancel().verify();
		assertThat(places()).isZero();
	}

	@Test
	void cancelWhileWaitingLeavesTheQueue() {
		takeAllPlaces();
		StepVerifier.create(connect(this.transport.mono()))
			.then(() -> assertThat(this.client.snapshot().pending()).isOne())
			.thenCancel()
			.verify();
		this.transport.assertWasNotSubscribed();
		assertThat(this.client.snapshot().pending()).isZero();
	}

	@Test
	void waitThatLastsTooLongIsRefused() {
		takeAllPlaces();
		StepVerifier.create(connect(this.transport.mono()))
			.then(this::passDeadline)
			.verifyError(PoolExhaustedException.class);
		this.transport.assertWasNotSubscribed();
	}

	private Mono<Connection> connect(Mono<Connection> source) {
		return connect(source, this.client.call("GET", URI.create("http://localhost:1/"), null, null));
	}

	private static Mono<Connection> connect(Mono<Connection> source, Call call) {
		return ConnectAdapter.around(source, Runnable::run).contextWrite((context) -> context.put(Call.class, call));
	}

	private void takeAllPlaces() {
		for (int i = 0; i < this.client.snapshot().limit(); i++) {
			connect(Mono.never()).onErrorComplete().subscribe();
		}
	}

	private void passDeadline() {
		this.clock.advance(CALL);
		this.timer.runDue();
	}

	private int places() {
		return this.client.snapshot().active() + this.client.snapshot().connecting();
	}

}
