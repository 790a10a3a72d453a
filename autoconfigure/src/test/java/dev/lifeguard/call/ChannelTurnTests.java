package dev.lifeguard.call;

import java.time.Duration;

import dev.lifeguard.call.life.Turn;
import dev.lifeguard.testsupport.ManualNanoClock;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ChannelTurn}.
 */
class ChannelTurnTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final Turn turn = new Turn(this.clock, () -> true, Duration.ofSeconds(1).toNanos());

	@Test
	void connectionWithoutARequestIsNotQuiet() {
		assertThat(ChannelTurn.of(this.connection)).isNull();
		assertThat(ChannelTurn.quietNanos(this.connection)).isEqualTo(-1);
	}

	@Test
	void connectionIsQuietAsLongAsItsTurnIs() {
		ChannelTurn.put(this.connection, this.turn);
		this.turn.begins(this.clock.getAsLong());
		this.clock.advance(Duration.ofNanos(7));
		assertThat(ChannelTurn.of(this.connection)).isSameAs(this.turn);
		assertThat(ChannelTurn.quietNanos(this.connection)).isEqualTo(7);
		this.turn.moved();
		assertThat(ChannelTurn.quietNanos(this.connection)).isZero();
	}

	@Test
	void otherConnectionHasATurnOfItsOwn() {
		ChannelTurn.put(this.connection, this.turn);
		assertThat(ChannelTurn.of(new EmbeddedChannel())).isNull();
	}

}
