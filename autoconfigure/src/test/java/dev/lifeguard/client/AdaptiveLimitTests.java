package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.TestConnect;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Outcome.Kind;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.limit.LimitMove;
import dev.lifeguard.limit.LimitMove.Reason;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.testsupport.TestShare;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AdaptiveLimit}: what it makes of answers, and of none.
 */
class AdaptiveLimitTests {

	private static final LimitSettings SETTINGS = new LimitSettings(Mode.ADAPTIVE, 1, 10);

	private static final Duration USUAL = Duration.ofMillis(20);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final TestShare share = new TestShare(80);

	private final Bounds bounds = Bounds.of(
			new PoolSettings(50, 50, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(10)),
			this.share);

	private final List<Throwable> failures = new ArrayList<>();

	private final AdaptiveLimit limit = limit();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private AdaptiveLimit limit() {
		AdaptiveLimit limit = AdaptiveLimit.of(SETTINGS, this.bounds, this.clock, this.failures::add);
		assertThat(limit).isNotNull();
		return limit;
	}

	@AfterEach
	void close() {
		this.client.close();
		assertThat(this.failures).isEmpty();
	}

	@Test
	void thereIsNoneWhereItIsFixed() {
		assertThat(AdaptiveLimit.of(LimitSettings.DEFAULTS, this.bounds, this.clock, this.failures::add)).isNull();
	}

	@Test
	void answersTeachWhatIsUsual() {
		learnUsual();
		assertThat(this.limit.learned().baselines()).containsOnlyKeys("GET /orders/{id}");
		assertThat(this.limit.learned().baselines().get("GET /orders/{id}")).isBetween(Duration.ofMillis(18),
				Duration.ofMillis(22));
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void refusalsAreMetWithLess(int status) {
		learnUsual();
		double before = this.limit.learned().limit();
		for (int call = 0; call < 60; call++) {
			answer(status, Duration.ofMillis(10));
		}
		assertThat(this.limit.learned().limit()).isLessThan(before);
		assertThat(lastReason()).isEqualTo(Reason.CUT_FOR_PUSHBACK);
	}

	@Test
	void timeoutsAreMetWithLess() {
		learnUsual();
		double before = this.limit.learned().limit();
		for (int call = 0; call < 30; call++) {
			Lease lease = sent();
			this.clock.advance(Duration.ofSeconds(1));
			this.limit.unanswered(lease, Outcome.timedOut(Phase.FIRST_BYTE, 0));
		}
		assertThat(this.limit.learned().limit()).isLessThan(before);
		assertThat(this.limit.learned().isSlow()).isTrue();
	}

	@Test
	void whatSaysNothingOfTheBackendIsNotCounted() {
		learnUsual();
		LimitMove before = this.limit.learned().lastMove();
		for (int call = 0; call < 100; call++) {
			Lease lease = sent();
			this.clock.advance(Duration.ofSeconds(1));
			this.limit.unanswered(lease, Outcome.of(Kind.APPLICATION_FAILED, 0));
			this.limit.unanswered(lease, Outcome.of(Kind.CONNECT_FAILED, 0));
			this.limit.answered(lease, 200, true);
		}
		assertThat(this.limit.learned().lastMove()).isEqualTo(before);
		assertThat(this.limit.learned().isSlow()).isFalse();
	}

	@Test
	void callersThatHangUpLateAreMetWithLess() {
		learnUsual();
		double before = this.limit.learned().limit();
		for (int call = 0; call < 30; call++) {
			Lease lease = sent();
			this.clock.advance(USUAL.multipliedBy(10));
			this.limit.unanswered(lease, Outcome.of(Kind.CANCELLED, 0));
		}
		assertThat(this.limit.learned().limit()).isLessThan(before);
		assertThat(this.limit.learned().isSlow()).isTrue();
	}

	@Test
	void timeoutBeforeTheRequestWasSentIsNotTheBackends() {
		learnUsual();
		LimitMove before = this.limit.learned().lastMove();
		for (int call = 0; call < 30; call++) {
			Lease lease = lease();
			lease.enter(Phase.SENDING, this.clock.getAsLong());
			this.clock.advance(Duration.ofSeconds(1));
			this.limit.unanswered(lease, Outcome.timedOut(Phase.SENDING, 0));
		}
		assertThat(this.limit.learned().lastMove()).isEqualTo(before);
	}

	@Test
	void operatorsBoundIsTheLimitAsLongAsItIsInForce() {
		assertThat(this.limit.limit()).isEqualTo(10);
		this.bounds.own().change(30);
		assertThat(this.limit.limit()).isEqualTo(30);
		this.bounds.own().change(5);
		assertThat(this.limit.limit()).isEqualTo(5);
		this.bounds.own().reset();
		assertThat(this.limit.limit()).isEqualTo(10);
	}

	@Test
	void shareIsTheMostThatItCanBe() {
		this.share.set(4);
		assertThat(this.limit.limit()).isEqualTo(4);
		this.bounds.own().change(30);
		assertThat(this.limit.limit()).isEqualTo(4);
		this.share.set(20);
		assertThat(this.limit.limit()).isEqualTo(20);
		this.bounds.own().reset();
		assertThat(this.limit.limit()).isEqualTo(10);
	}

	@Test
	void callsThatWaitForEventsDoNotCount() {
		assertThat(this.limit.isFor(lease())).isTrue();
		for (int call = 0; call < 400; call++) {
			answer(200, Duration.ofSeconds(10));
		}
		assertThat(this.limit.isFor(lease())).isFalse();
	}

	private Reason lastReason() {
		LimitMove last = this.limit.learned().lastMove();
		assertThat(last).isNotNull();
		return last.reason();
	}

	private void learnUsual() {
		for (int call = 0; call < 1000; call++) {
			this.limit.granted(9);
			answer(200, USUAL);
		}
	}

	private void answer(int status, Duration firstByte) {
		Lease lease = sent();
		this.clock.advance(firstByte);
		lease.enter(Phase.BODY, this.clock.getAsLong());
		this.limit.answered(lease, status, false);
	}

	private Lease sent() {
		Lease lease = lease();
		lease.enter(Phase.FIRST_BYTE, this.clock.getAsLong());
		return lease;
	}

	private Lease lease() {
		Call call = this.client.call("GET", URI.create("http://localhost:1/orders/7"), null, null);
		call.uriTemplate("/orders/{id}");
		TestConnect connect = TestConnect.of(call);
		Lease lease = call.lease();
		connect.cancel();
		return lease;
	}

}
