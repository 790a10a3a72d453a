package dev.lifeguard.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.limit.Limit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimedResize}.
 */
class TimedResizeTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final Limit limit = new Limit(5);

	private final AtomicInteger changes = new AtomicInteger();

	private final TimedResize resizes = new TimedResize("orders", this.limit, this.timer,
			this.changes::incrementAndGet);

	private void pass(Duration time) {
		this.clock.advance(time);
		this.timer.runDue();
	}

	@Test
	void boundGoesBackByItself() {
		this.resizes.resize(80, Duration.ofMinutes(10));
		assertThat(this.limit.getAsInt()).isEqualTo(80);
		pass(Duration.ofMinutes(9));
		assertThat(this.limit.getAsInt()).isEqualTo(80);
		pass(Duration.ofMinutes(1));
		assertThat(this.limit.getAsInt()).isEqualTo(5);
		assertThat(this.changes).hasValue(2);
	}

	@Test
	void laterChangeTakesThePlaceOfTheEarlierOne() {
		this.resizes.resize(80, Duration.ofMinutes(10));
		pass(Duration.ofMinutes(5));
		this.resizes.resize(3, Duration.ofMinutes(10));
		pass(Duration.ofMinutes(6));
		assertThat(this.limit.getAsInt()).isEqualTo(3);
		pass(Duration.ofMinutes(4));
		assertThat(this.limit.getAsInt()).isEqualTo(5);
		assertThat(this.timer.size()).isZero();
	}

}
