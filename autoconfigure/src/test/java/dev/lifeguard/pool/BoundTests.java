package dev.lifeguard.pool;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Bound}.
 */
class BoundTests {

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final User first = new User();

	private final User second = new User();

	@Test
	void connectionHasNoUserAtFirst() {
		assertThat(Bound.to(this.connection)).isNull();
		Bound.unbind(this.connection);
		assertThat(Bound.to(this.connection)).isNull();
	}

	@Test
	void userIsToldWhenAnotherOneTakesTheConnection() {
		this.first.takeOver(this.connection);
		assertThat(Bound.to(this.connection)).isSameAs(this.first);
		this.second.takeOver(this.connection);
		assertThat(Bound.to(this.connection)).isSameAs(this.second);
		assertThat(this.first.lost).containsExactly(this.connection);
		assertThat(this.second.lost).isEmpty();
	}

	@Test
	void userThatHasTheConnectionAlreadyIsNotTold() {
		this.first.takeOver(this.connection);
		this.first.takeOver(this.connection);
		assertThat(this.first.lost).isEmpty();
	}

	@Test
	void userIsToldOnceWhenTheConnectionIsFree() {
		this.first.takeOver(this.connection);
		Bound.unbind(this.connection);
		Bound.unbind(this.connection);
		assertThat(Bound.to(this.connection)).isNull();
		assertThat(this.first.lost).containsExactly(this.connection);
	}

	@Test
	void whoHandsOnIsNotTold() {
		this.first.takeOver(this.connection);
		assertThat(this.first.handOn(this.connection, this.second)).isTrue();
		assertThat(Bound.to(this.connection)).isSameAs(this.second);
		assertThat(this.first.lost).isEmpty();
	}

	@Test
	void whoHasTheConnectionNoMoreCannotHandItOn() {
		this.second.takeOver(this.connection);
		assertThat(this.first.handOn(this.connection, this.first)).isFalse();
		assertThat(Bound.to(this.connection)).isSameAs(this.second);
	}

	private static final class User extends Bound {

		private final List<Channel> lost = new ArrayList<>();

		@Override
		protected void unbound(Channel channel) {
			this.lost.add(channel);
		}

	}

}
