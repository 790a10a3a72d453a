package dev.lifeguard.call;

import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Resend}.
 */
class ResendTests {

	private final Sockets sockets = new Sockets(new PoolSettings(2, 2, PoolSettings.DEFAULT_MAX_IDLE_TIME,
			PoolSettings.DEFAULT_MAX_LIFE_TIME, PoolSettings.DEFAULT_EVICT_INTERVAL), System::nanoTime,
			SocketListener.NONE);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final Resend resend = new Resend("GET");

	@Test
	void keptConnectionThatThePeerClosedIsDead() {
		connected(2);
		assertThat(this.resend.deadSocket()).isNull();
		lost();
		assertThat(this.resend.deadSocket()).isSameAs(socket());
	}

	@Test
	void newConnectionIsNotDeadWhateverThePeerDoes() {
		connected(1);
		lost();
		assertThat(this.resend.deadSocket()).isNull();
		assertThat(this.resend.silent()).isNull();
	}

	@Test
	void connectionThatWeClosedIsNotDead() {
		connected(2);
		socket().closing();
		this.connection.close();
		assertThat(this.resend.deadSocket()).isNull();
	}

	@Test
	void connectionThatAnswersIsNeitherDeadNorSilent() {
		connected(2);
		assertThat(this.resend.silent()).isSameAs(socket());
		this.resend.answering();
		lost();
		assertThat(this.resend.isAnswering()).isTrue();
		assertThat(this.resend.deadSocket()).isNull();
		assertThat(this.resend.silent()).isNull();
	}

	@Test
	void strayBytesSpoilAKeptConnection() {
		connected(2);
		socket().strayBytes();
		assertThat(this.resend.isSpoilt()).isFalse();
		this.connection.close();
		assertThat(this.resend.isSpoilt()).isTrue();
		this.resend.answering();
		assertThat(this.resend.isSpoilt()).isFalse();
	}

	@Test
	void whatWasNotPreparedWasNeverSentAndMayBeSentWhateverItIs() {
		Resend post = new Resend("POST");
		assertThat(post.neverSent()).isTrue();
		assertThat(post.isPossible()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" })
	void idempotentRequestIsSentAgainIfItsBodyCanBeHad(String method) {
		Resend resend = new Resend(method);
		resend.prepared();
		resend.replayable();
		assertThat(resend.neverSent()).isFalse();
		assertThat(resend.isPossible()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PATCH", "get" })
	void otherRequestIsNotSentAgain(String method) {
		Resend resend = new Resend(method);
		resend.prepared();
		resend.replayable();
		assertThat(resend.isPossible()).isFalse();
	}

	@Test
	void bodyThatIsUsedUpIsNotSentAgain() {
		this.resend.prepared();
		assertThat(this.resend.isPossible()).isFalse();
	}

	@Test
	void requestThatThePeerHasNotWorkedOnIsSentAgainWhateverItIs() {
		Resend post = new Resend("POST");
		post.prepared();
		post.replayable();
		post.unprocessed();
		assertThat(post.neverSent()).isTrue();
		assertThat(post.isPossible()).isTrue();
	}

	@Test
	void answerBeforeTheRequestWasReadIsNone() {
		this.resend.answering();
		this.resend.notRead();
		assertThat(this.resend.isAnswering()).isFalse();
		assertThat(this.resend.isUnprocessed()).isTrue();
	}

	@Test
	void requestIsSentAgainOnce() {
		connected(2);
		assertThat(this.resend.isPossible()).isTrue();
		assertThat(this.resend.silent()).isNull();
		assertThat(this.resend.isPossible()).isFalse();
	}

	@Test
	void nextConnectionBeginsAnew() {
		connected(2);
		this.resend.prepared();
		this.resend.unprocessed();
		this.resend.answering();
		EmbeddedChannel next = new EmbeddedChannel();
		this.sockets.opened(next, "a:80");
		PooledSocket.beneath(next).used();
		this.resend.connected(next);
		assertThat(this.resend.isUnprocessed()).isFalse();
		assertThat(this.resend.isAnswering()).isFalse();
		assertThat(this.resend.silent()).isNull();
		assertThat(this.resend.neverSent()).isFalse();
	}

	@Test
	void connectionThatIsNotOfAPoolIsNotReused() {
		this.resend.connected(this.connection);
		this.connection.close();
		assertThat(this.resend.deadSocket()).isNull();
		assertThat(this.resend.isSpoilt()).isFalse();
	}

	private PooledSocket socket() {
		PooledSocket socket = PooledSocket.beneath(this.connection);
		assertThat(socket).isNotNull();
		return socket;
	}

	private void connected(int uses) {
		this.sockets.opened(this.connection, "a:80");
		for (int use = 0; use < uses; use++) {
			socket().used();
		}
		this.resend.connected(this.connection);
	}

	private void lost() {
		socket().lost();
		this.connection.close();
	}

}
