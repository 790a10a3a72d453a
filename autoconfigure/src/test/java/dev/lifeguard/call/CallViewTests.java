package dev.lifeguard.call;

import java.net.URI;
import java.time.Duration;

import javax.net.ssl.SSLException;

import dev.lifeguard.call.life.Turn;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContextBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallView}, of a call.
 */
class CallViewTests {

	private static final URI HERE = URI.create("http://localhost:1/");

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final Call call = TestConnect.of(this.client).call();

	private boolean reads = true;

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void requestIsNamedAnewWhenItsTemplateIsKnown() {
		assertThat(this.call.request()).isEqualTo("GET");
		this.call.uriTemplate("http://localhost:1/orders/{id}?key=secret");
		assertThat(this.call.request()).isEqualTo("GET /orders/{id}");
		this.call.uriTemplate(null);
		assertThat(this.call.request()).isEqualTo("GET");
	}

	@Test
	void priorityIsThatOfTheCallAndOfItsLease() {
		assertThat(this.call.priority()).isEqualTo(Priority.NORMAL);
		Call low = TestConnect.of(this.client.call("GET", HERE, Priority.LOW, null, null)).call();
		assertThat(low.priority()).isEqualTo(Priority.LOW);
		assertThat(low.lease().priority()).isEqualTo(Priority.LOW);
	}

	@Test
	void connectOfAnActiveSocketIsItsHandshake() throws SSLException {
		this.call.opening(this.connection);
		assertThat(this.call.phase(Phase.CONNECTING)).isEqualTo(Phase.CONNECTING);
		this.connection.pipeline().addLast(SslContextBuilder.forClient().build().newHandler(this.connection.alloc()));
		assertThat(this.call.phase(Phase.CONNECTING)).isEqualTo(Phase.TLS);
		assertThat(this.call.phase(Phase.NAME)).isEqualTo(Phase.NAME);
		this.connection.finishAndReleaseAll();
		assertThat(this.call.phase(Phase.CONNECTING)).isEqualTo(Phase.CONNECTING);
	}

	@Test
	void bodyThatTheApplicationDoesNotAskForIsUnread() {
		bind();
		assertThat(this.call.phase(Phase.BODY)).isEqualTo(Phase.BODY);
		this.reads = false;
		assertThat(this.call.phase(Phase.BODY)).isEqualTo(Phase.UNREAD);
		assertThat(this.call.phase(Phase.FIRST_BYTE)).isEqualTo(Phase.FIRST_BYTE);
	}

	@Test
	void callIsQuietOnItsConnectionUnlessItLeavesIt() {
		assertThat(this.call.quietNanos()).isEqualTo(-1);
		bind();
		this.clock.advance(Duration.ofNanos(7));
		assertThat(this.call.quietNanos()).isEqualTo(7);
		this.call.opening(new EmbeddedChannel());
		assertThat(this.call.quietNanos()).isEqualTo(-1);
	}

	@Test
	void asksAndLeaksAreThoseOfTheResponse() {
		assertThat(this.call.asks()).isZero();
		assertThat(this.call.sinceAskNanos()).isEqualTo(-1);
		assertThat(this.call.isLeaked()).isFalse();
		bind();
		this.call.responded(Connection.from(this.connection));
		this.call.handOver(new Object(), () -> {
		}).asked();
		this.clock.advance(Duration.ofNanos(7));
		assertThat(this.call.asks()).isOne();
		assertThat(this.call.sinceAskNanos()).isEqualTo(7);
		assertThat(this.call.collected()).isTrue();
		assertThat(this.call.isLeaked()).isTrue();
	}

	/**
	 * They are told apart in the set of those that are under way.
	 */
	@Test
	void callsThatBeganTogetherAreTwo() {
		Call other = this.client.call("GET", HERE, null, null);
		assertThat(other).hasSameHashCodeAs(this.call).isNotEqualTo(this.call);
	}

	private void bind() {
		this.call.bind(this.connection);
		Turn turn = new Turn(this.clock, () -> this.reads, Duration.ofSeconds(1).toNanos());
		turn.begins(this.clock.getAsLong());
		ChannelTurn.put(this.connection, turn);
	}

}
