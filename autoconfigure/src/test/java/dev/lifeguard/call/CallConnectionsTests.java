package dev.lifeguard.call;

import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallConnections}.
 */
class CallConnectionsTests {

	private final EmbeddedChannel first = new EmbeddedChannel();

	private final EmbeddedChannel second = new EmbeddedChannel();

	private final Connections call = new Connections();

	@Test
	void callThatHasNoConnectionHasNoLoopEither() {
		assertThat(this.call.latest()).isNull();
		assertThat(this.call.isConnecting()).isFalse();
		assertThat(this.call.eventLoop()).isNull();
	}

	@Test
	void connectionIsTheCallsOnceItIsMade() {
		this.call.connects(this.first);
		assertThat(this.call.connecting()).isSameAs(this.first);
		assertThat(this.call.channel()).isNull();
		this.call.connected(this.first, 7);
		assertThat(this.call.isConnecting()).isFalse();
		assertThat(this.call.channel()).isSameAs(this.first);
		assertThat(this.call.boundNanos()).isEqualTo(7);
	}

	@Test
	void connectionThatIsBeingMadeIsLaterThanTheOneItReplaces() {
		this.call.connected(this.first, 7);
		this.call.connects(this.second);
		assertThat(this.call.latest()).isSameAs(this.second);
		assertThat(this.call.channel()).isSameAs(this.first);
	}

	@Test
	void responseComesOnTheConnectionThatTheCallHas() {
		this.call.connected(this.first, 7);
		this.call.connects(this.second);
		this.call.answered();
		assertThat(this.call.latest()).isSameAs(this.first);
		assertThat(this.call.isConnecting()).isFalse();
	}

	@Test
	void loopIsTheOneOfTheLatestConnectionThatHasOne() {
		this.call.connected(this.first, 7);
		assertThat(this.call.eventLoop()).isSameAs(this.first.eventLoop());
		this.call.connects(new EmbeddedChannel(DefaultChannelId.newInstance(), false, false));
		assertThat(this.call.eventLoop()).isNull();
		this.call.connects(this.second);
		assertThat(this.call.eventLoop()).isSameAs(this.second.eventLoop());
	}

	@Test
	void whatThePeerDidOnTheLastConnectionDoesNotCountOnTheNext() {
		this.call.connected(this.first, 7);
		this.call.resend().answering();
		this.call.connected(this.second, 8);
		assertThat(this.call.resend().isAnswering()).isFalse();
	}

	private static final class Connections extends CallConnections {

		Connections() {
			super("GET");
		}

		@Override
		protected void unbound(Channel channel) {
			// not of interest here
		}

	}

}
