package dev.lifeguard.transport;

import java.time.Duration;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.pool.Bound;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PassedLimit}.
 */
class PassedLimitTests {

	private static final PassedLimit FIRST = new PassedLimit(Phase.TLS, Duration.ofSeconds(1), null);

	private static final PassedLimit SECOND = new PassedLimit(null, Duration.ofSeconds(2), "a handler");

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final User call = new User();

	@Test
	void limitThatWasPassedFirstEndsTheConnection() {
		assertThat(PassedLimit.of(this.connection, this.call)).isNull();
		FIRST.noteOn(this.connection);
		SECOND.noteOn(this.connection);
		assertThat(PassedLimit.of(this.connection, this.call)).isSameAs(FIRST);
	}

	@Test
	void limitConcernsTheCallThatHadTheConnection() {
		this.call.takeOver(this.connection);
		FIRST.noteOn(this.connection);
		assertThat(PassedLimit.of(this.connection, this.call)).isSameAs(FIRST);
		assertThat(PassedLimit.of(this.connection, new User())).isNull();
	}

	@Test
	void limitOfAConnectionConcernsAllItsStreams() {
		Channel stream = new EmbeddedChannel(this.connection, DefaultChannelId.newInstance(), true, false);
		this.call.takeOver(stream);
		assertThat(PassedLimit.of(stream, this.call)).isNull();
		new User().takeOver(this.connection);
		FIRST.noteOn(this.connection);
		assertThat(PassedLimit.of(stream, this.call)).isSameAs(FIRST);
		SECOND.noteOn(stream);
		assertThat(PassedLimit.of(stream, this.call)).isSameAs(SECOND);
		assertThat(PassedLimit.of(stream, new User())).isNull();
	}

	@Test
	void withoutAConnectionThereIsNone() {
		assertThat(PassedLimit.of(null, this.call)).isNull();
	}

	@Test
	void phaseIsTheLimitsOrThatOfTheResponse() {
		assertThat(FIRST.phase(true)).isEqualTo(Phase.TLS);
		assertThat(SECOND.phase(true)).isEqualTo(Phase.BODY);
		assertThat(SECOND.phase(false)).isEqualTo(Phase.FIRST_BYTE);
	}

	@Test
	void limitsAreComparedIfBothAreKnown() {
		PassedLimit unknown = new PassedLimit(null, null, "a handler");
		assertThat(FIRST.isShorterThan(SECOND)).isTrue();
		assertThat(SECOND.isShorterThan(FIRST)).isFalse();
		assertThat(FIRST.isShorterThan(FIRST)).isFalse();
		assertThat(FIRST.isShorterThan(unknown)).isFalse();
		assertThat(unknown.isShorterThan(FIRST)).isFalse();
	}

	private static final class User extends Bound {

		@Override
		protected void unbound(Channel channel) {
			throw new AssertionError("nobody takes the connection away");
		}

	}

}
