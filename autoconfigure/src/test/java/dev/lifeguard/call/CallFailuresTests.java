package dev.lifeguard.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import javax.net.ssl.SSLException;

import dev.lifeguard.call.life.CallEvent;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.ResponseReclaimedException;
import dev.lifeguard.failure.StaleConnectionException;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.transport.PassedLimit;
import dev.lifeguard.transport.UnresolvedNameException;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallFailures}: what a transport's failure becomes at which moment.
 */
class CallFailuresTests {

	private static final String WHERE = "client=test remote=localhost:1: ";

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Sockets sockets = new Sockets(this.client.settings().pool(), this.clock, SocketListener.NONE);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final Call call = TestConnect.of(this.client).call();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void failureOfTheApplicationStaysAsItIs() {
		IllegalStateException failure = new IllegalStateException("no body");
		this.call.applicationFailed(failure);
		assertThat(translated(new ClosedChannelException())).isSameAs(failure);
	}

	@Test
	void failureOfTheApplicationIsNotTheReasonIfTheDeadlineHasPassed() {
		this.call.applicationFailed(new IllegalStateException("no body"));
		this.call.expire();
		assertThat(translated(new ClosedChannelException())).isInstanceOf(CallTimeoutException.class);
	}

	@Test
	void failureInOurWordsStaysAsItIs() {
		Throwable failure = new StaleConnectionException("test", "a:80", Duration.ZERO, Duration.ZERO, null);
		assertThat(translated(failure)).isSameAs(failure);
		this.call.bind(this.connection);
		Throwable worded = translated(new ClosedChannelException());
		assertThat(translated(worded)).isSameAs(worded);
	}

	@Test
	void deadlineNamesItself() {
		this.clock.advance(Duration.ofSeconds(31));
		this.call.expire();
		Throwable cause = new ClosedChannelException();
		assertThat(translated(cause)).hasCause(cause)
			.hasMessage("client=test remote=localhost:1 phase=CALL elapsed=31000ms limit=30000ms (timeout.call)");
	}

	@Test
	void responseThatWasTakenBackSaysSo() {
		respond();
		this.call.life().on(CallEvent.LEAKED);
		assertThat(translated(new ClosedChannelException())).isInstanceOf(ResponseReclaimedException.class);
		assertThat(this.call.reclaimed()).isInstanceOf(ResponseReclaimedException.class);
	}

	@Test
	void clientThatIsClosedSaysSo() {
		this.call.life().on(CallEvent.CLIENT_CLOSED);
		assertThat(translated(new ClosedChannelException()))
			.hasMessage(WHERE + "the client is shut down, and timeout.call=0s leaves nothing else to end the call");
	}

	@Test
	void limitThatWasPassedNamesItself() {
		this.call.bind(this.connection);
		new PassedLimit(null, Duration.ofSeconds(2), null).noteOn(this.connection);
		assertThat(translated(ReadTimeoutException.INSTANCE)).isInstanceOfSatisfying(CallTimeoutException.class,
				(failure) -> {
					assertThat(failure.getPhase()).isEqualTo(Phase.FIRST_BYTE);
					assertThat(failure.getLimit()).isEqualTo(Duration.ofSeconds(2));
					assertThat(failure.getSetting()).isEqualTo("timeout.response");
				});
	}

	@Test
	void limitOfAnotherKeepsItsName() {
		respond();
		new PassedLimit(null, Duration.ofSeconds(2), "a response timeout of the request").noteOn(this.connection);
		assertThat(translated(ReadTimeoutException.INSTANCE)).hasMessageContaining("phase=BODY")
			.hasMessageEndingWith("limit=2000ms (a response timeout of the request)");
	}

	@Test
	void handlerThatDoesNotSayHowLongItWaitsIsATimeoutAllTheSame() {
		this.call.bind(this.connection);
		this.clock.advance(Duration.ofSeconds(3));
		assertThat(translated(ReadTimeoutException.INSTANCE)).isInstanceOf(CallTimeoutException.class)
			.hasMessageContaining("limit=3000ms");
	}

	@Test
	void keptConnectionThatThePeerClosedIsStale() {
		Call late = bindKept();
		this.clock.advance(Duration.ofSeconds(1));
		PooledSocket.beneath(this.connection).lost();
		this.connection.close();
		assertThat(late.failures().translated(new ClosedChannelException(), late))
			.isInstanceOfSatisfying(StaleConnectionException.class, (failure) -> {
				assertThat(failure.getAge()).isEqualTo(Duration.ofSeconds(6));
				assertThat(failure.getIdle()).isEqualTo(Duration.ofSeconds(5));
			});
	}

	@Test
	void momentOfALossIsNamed() {
		this.call.bind(this.connection);
		assertThat(translated(new ClosedChannelException()))
			.hasMessage(WHERE + "the connection was closed while the request was sent: ClosedChannelException");
		assertThat(translated(new SocketException("Connection reset")))
			.hasMessage(WHERE + "the connection was closed before the response began: Connection reset");
		this.call.resend().answering();
		assertThat(translated(new SocketException("Connection reset")))
			.hasMessageContaining("in the middle of the response's head");
		this.call.responded(Connection.from(this.connection));
		assertThat(translated(new SocketException("Connection reset")))
			.hasMessageContaining("in the middle of the response:");
	}

	@Test
	void lossOfASpoiltConnectionSaysWhy() {
		Call late = bindKept();
		PooledSocket.beneath(this.connection).strayBytes();
		PooledSocket.beneath(this.connection).closing();
		this.connection.close();
		assertThat(late.failures().translated(new ClosedChannelException(), late))
			.hasMessageContaining("because bytes arrived on it that belong to no response");
	}

	@Test
	void malformedResponseIsNamedWithoutThePeersControlCharacters() {
		this.call.bind(this.connection);
		Throwable translated = translated(new DecoderException("invalid: \r\nforged"));
		assertThat(translated).isInstanceOf(IOException.class)
			.hasMessageStartingWith(WHERE + "the response is malformed: invalid: ");
		assertThat(translated.getMessage()).doesNotContain("\n");
		assertThat(translated.getCause().getMessage()).doesNotContain("\n");
	}

	@Test
	void failureOfTlsAfterTheHandshakeIsNamed() {
		this.call.bind(this.connection);
		assertThat(translated(new DecoderException(new SSLException("bad record"))))
			.hasMessageContaining("TLS failed after the handshake");
	}

	@Test
	void failureOfAHookStaysAsItIs() {
		this.call.bind(this.connection);
		IllegalStateException failure = new IllegalStateException("a hook");
		assertThat(translated(failure)).isSameAs(failure);
		assertThat(this.call.failures().isForeign(failure, this.call)).isTrue();
	}

	@Test
	void failureOfTheConnectionIsNotForeign() {
		assertThat(this.call.failures().isForeign(new IllegalStateException("a hook"), this.call)).isFalse();
		this.call.bind(this.connection);
		assertThat(this.call.failures().isForeign(new SocketException("reset"), this.call)).isFalse();
		assertThat(this.call.failures().isForeign(new UnknownHostException("a"), this.call)).isFalse();
		assertThat(this.call.failures().isForeign(translated(new ClosedChannelException()), this.call)).isFalse();
	}

	@Test
	void connectThatFailsKeepsItsType() {
		ConnectException refused = new ConnectException("Connection refused");
		assertThat(translated(refused)).isSameAs(refused);
		assertThat(translated(new ClosedChannelException()))
			.hasMessage(WHERE + "the connection was closed while it was being set up");
		assertThat(translated(new IOException("Max active streams is reached")))
			.hasMessageContaining("MAX_CONCURRENT_STREAMS");
	}

	@Test
	void shortageOfThisMachineIsAConnectThatFailed() {
		assertThat(translated(new IOException("Too many open files"))).isInstanceOf(ConnectException.class)
			.hasMessageStartingWith(
					WHERE + "no connection could be opened, because this process has too many open files");
	}

	@Test
	void shortageOfTheApplicationsFilesIsItsOwn() {
		this.call.bind(this.connection);
		IOException failure = new IOException("Too many open files");
		assertThat(translated(failure)).isSameAs(failure);
	}

	@Test
	void proxyThatRefusesIsAConnectThatFailed() {
		assertThat(translated(new ProxyConnectException("407"))).isInstanceOf(ConnectException.class)
			.hasMessage(WHERE + "the proxy did not let the call through: 407");
	}

	@Test
	void nameThatIsUnknownKeepsItsType() {
		assertThat(translated(UnresolvedNameException.failed("a", new UnknownHostException("a: no such name"))))
			.isExactlyInstanceOf(UnknownHostException.class)
			.hasMessage(WHERE + "the name 'a' could not be resolved: a: no such name");
	}

	@Test
	void nameThatWasNotResolvedInTimeIsATimeout() {
		PassedLimit limit = new PassedLimit(Phase.NAME, Duration.ofSeconds(2), null);
		assertThat(translated(UnresolvedNameException.late("a", limit, null)))
			.isInstanceOfSatisfying(CallTimeoutException.class, (failure) -> {
				assertThat(failure.getPhase()).isEqualTo(Phase.NAME);
				assertThat(failure.getLimit()).isEqualTo(Duration.ofSeconds(2));
			});
	}

	private Throwable translated(Throwable failure) {
		return this.call.failures().translated(failure, this.call);
	}

	/**
	 * Begin a call on a connection that was idle for five seconds before.
	 */
	private Call bindKept() {
		this.sockets.opened(this.connection, "localhost:1");
		PooledSocket socket = PooledSocket.beneath(this.connection);
		socket.used();
		socket.released();
		this.clock.advance(Duration.ofSeconds(5));
		socket.used();
		Call late = TestConnect.of(this.client).call();
		late.bind(this.connection);
		return late;
	}

	private void respond() {
		this.call.bind(this.connection);
		this.call.responded(Connection.from(this.connection));
	}

}
