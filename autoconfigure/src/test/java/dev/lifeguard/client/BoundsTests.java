package dev.lifeguard.client;

import java.time.Duration;

import dev.lifeguard.limit.Share;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.testsupport.TestShare;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Bounds}.
 */
class BoundsTests {

	private final TestShare share = new TestShare(3);

	private static PoolSettings pool(int perHost) {
		return new PoolSettings(50, perHost, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(10));
	}

	@Test
	void shareIsTheMost() {
		Bounds bounds = Bounds.of(pool(50), this.share);
		assertThat(bounds.inAll().getAsInt()).isEqualTo(3);
		assertThat(bounds.perRemote().getAsInt()).isEqualTo(3);
		this.share.set(80);
		assertThat(bounds.inAll().getAsInt()).isEqualTo(50);
		assertThat(bounds.perRemote().getAsInt()).isEqualTo(50);
	}

	@Test
	void operatorDoesNotLiftTheShare() {
		Bounds bounds = Bounds.of(pool(50), this.share);
		bounds.own().change(80);
		assertThat(bounds.inAll().getAsInt()).isEqualTo(3);
		bounds.own().change(2);
		assertThat(bounds.inAll().getAsInt()).isEqualTo(2);
		assertThat(bounds.perRemote().getAsInt()).isEqualTo(2);
	}

	@Test
	void boundPerRemoteThatIsSetApartDoesNotMoveWithTheOneOverAll() {
		Bounds bounds = Bounds.of(pool(20), this.share);
		bounds.own().change(5);
		assertThat(bounds.perRemote().getAsInt()).isEqualTo(3);
		this.share.set(80);
		assertThat(bounds.perRemote().getAsInt()).isEqualTo(20);
	}

	@Test
	void clientThatSharesNothingIsAskedForItsOwnBoundOnly() {
		Bounds bounds = Bounds.of(pool(50), Share.ALL);
		assertThat(bounds.inAll()).isSameAs(bounds.own());
		assertThat(bounds.perRemote()).isSameAs(bounds.own());
	}

}
