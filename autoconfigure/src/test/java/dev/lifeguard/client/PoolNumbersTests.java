package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;

import dev.lifeguard.call.TestConnect;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.limit.Share;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.testsupport.TestShare;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PoolNumbers}.
 */
class PoolNumbersTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Sockets sockets = new Sockets(this.client.settings().pool(), this.clock, SocketListener.NONE);

	private final PoolNumbers numbers = numbers(Share.ALL);

	private PoolNumbers numbers(Share share) {
		PoolSettings seven = new PoolSettings(7, 7, Duration.ofSeconds(30), Duration.ofMinutes(5),
				Duration.ofSeconds(10));
		return new PoolNumbers(this.client.settings(), Bounds.of(seven, share), this.client.calls().gate(),
				this.client.calls().activeCalls(), this.sockets, this.clock);
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void numbersOfGateAndSocketsAreOfOneRemote() {
		begin("http://a:1/").bind(new EmbeddedChannel());
		this.clock.advance(Duration.ofSeconds(3));
		begin("http://b:1/");
		begin("http://b:1/");
		this.sockets.opened(new EmbeddedChannel(), "b:1");
		this.sockets.opened(new EmbeddedChannel(), "b:1");
		PoolSnapshot pool = this.numbers.snapshot();
		assertThat(pool.limit()).isEqualTo(2);
		assertThat(pool.max()).isEqualTo(7);
		assertThat(pool.active()).isEqualTo(1);
		assertThat(pool.connecting()).isEqualTo(1);
		assertThat(pool.pending()).isEqualTo(1);
		assertThat(pool.idle()).isEqualTo(2);
		assertThat(pool.oldest()).isEqualTo(Duration.ofSeconds(3));
		assertThat(pool.remotes()).containsOnlyKeys("a:1", "b:1")
			.containsEntry("a:1", new RemoteSnapshot(2, 1, 0, 0, 0))
			.containsEntry("b:1", new RemoteSnapshot(2, 0, 2, 1, 1));
	}

	@Test
	void shareIsAmongTheNumbers() {
		TestShare share = new TestShare(3);
		assertThat(numbers(share).snapshot().fleet()).isEqualTo(share.view());
		assertThat(this.numbers.snapshot().fleet()).isNull();
	}

	@Test
	void refusalsOfOneMomentShareTheirNumbers() {
		begin("http://a:1/");
		PoolSnapshot first = this.numbers.recent("a:1");
		this.clock.advance(Duration.ofMillis(49));
		begin("http://a:1/");
		assertThat(this.numbers.recent("a:1")).isSameAs(first);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.numbers.recent("a:1").connecting()).isEqualTo(2);
	}

	@Test
	void numbersOfAMomentHaveTheRemoteThatIsAskedFor() {
		begin("http://a:1/");
		this.numbers.recent("a:1");
		begin("http://b:1/");
		assertThat(this.numbers.recent("b:1").remotes()).containsKeys("a:1", "b:1");
	}

	@Test
	void remotesAreThoseThatWereCalled() {
		assertThat(this.numbers.remotes()).isEmpty();
		begin("http://a:1/");
		assertThat(this.numbers.remotes()).containsExactly("a:1");
	}

	private TestConnect begin(String uri) {
		return TestConnect.of(this.client.call("GET", URI.create(uri), null, null));
	}

}
