package dev.lifeguard.call.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.ManualNanoClock;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2PingFrame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SilenceProbe}.
 */
class SilenceProbeTests {

	private static final Duration LIMIT = Duration.ofSeconds(4);

	private static final Duration HALF = LIMIT.dividedBy(2);

	private static final Duration MOMENT = Duration.ofMillis(50);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final SilenceProbe probe = install(LIMIT);

	SilenceProbeTests() {
		this.connection.freezeTime();
	}

	private SilenceProbe install(Duration limit) {
		this.connection.pipeline().addLast("codec", new ChannelDuplexHandler());
		SilenceProbe probe = new SilenceProbe(this.connection, limit.toNanos(), this.clock);
		probe.install("codec");
		return probe;
	}

	@Test
	void asksAfterHalfAndClosesAfterTheOther() {
		begin();
		pass(HALF.minus(MOMENT));
		assertThat(pings()).isZero();
		pass(MOMENT);
		assertThat(pings()).isOne();
		pass(HALF);
		assertThat(this.connection.isOpen()).isTrue();
		pass(MOMENT);
		assertThat(this.connection.isOpen()).isFalse();
		assertThat(pings()).isZero();
	}

	@Test
	void anyReadIsAnAnswer() {
		begin();
		pass(HALF);
		assertThat(pings()).isOne();
		this.connection.writeInbound("a byte");
		pass(LIMIT.multipliedBy(10));
		assertThat(pings()).isZero();
		assertThat(this.connection.isOpen()).isTrue();
	}

	@Test
	void readBeforeItAsksWillDo() {
		begin();
		pass(HALF.minus(MOMENT));
		this.connection.writeInbound("a byte");
		pass(LIMIT.multipliedBy(10));
		assertThat(pings()).isZero();
		assertThat(this.connection.isOpen()).isTrue();
	}

	@Test
	void silenceBeginsWithTheFirstRequestThatIsNotAnswered() {
		begin();
		pass(MOMENT);
		this.connection.writeInbound("a byte");
		pass(MOMENT);
		begin();
		pass(HALF.minus(MOMENT));
		begin();
		assertThat(pings()).isZero();
		pass(MOMENT);
		assertThat(pings()).isOne();
	}

	@Test
	void connectionThatIsTrustedAgainIsAskedAgain() {
		for (int time = 0; time < 3; time++) {
			begin();
			pass(HALF);
			assertThat(pings()).isOne();
			this.connection.writeInbound("a byte");
		}
		begin();
		pass(HALF);
		pass(HALF);
		pass(MOMENT);
		assertThat(this.connection.isOpen()).isFalse();
	}

	@Test
	void idleConnectionIsNotAsked() {
		pass(LIMIT.multipliedBy(10));
		assertThat(pings()).isZero();
		assertThat(this.connection.isOpen()).isTrue();
	}

	@Test
	void connectionThatIsLostIsNotAsked() {
		begin();
		this.connection.close();
		pass(LIMIT);
		assertThat(pings()).isZero();
	}

	private void begin() {
		this.probe.requestBegins(this.clock.getAsLong());
	}

	private void pass(Duration time) {
		this.clock.advance(time);
		this.connection.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
		this.connection.runPendingTasks();
	}

	private int pings() {
		int pings = 0;
		for (Object message = this.connection.readOutbound(); message != null; message = this.connection
			.readOutbound()) {
			pings += (message instanceof Http2PingFrame ping && !ping.ack()) ? 1 : 0;
		}
		return pings;
	}

}
