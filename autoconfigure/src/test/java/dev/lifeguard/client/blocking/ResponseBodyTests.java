package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link ResponseBody}: what the connection gives, and what the reader gets.
 */
class ResponseBodyTests {

	private static final URI HERE = URI.create("http://localhost:1/");

	private static final int PATIENCE_SECONDS = 10;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final Exchange exchange = new Exchange(this.client, HttpMethod.GET, HERE,
			Headers.checked(HttpMethod.GET, HERE, new HttpHeaders()), Priority.NORMAL, null);

	private final ResponseBody body = new ResponseBody(this.client.call("GET", HERE, null, null), this.exchange);

	private final Demand demand = new Demand();

	private int timers;

	@BeforeEach
	void subscribe() {
		this.body.onSubscribe(this.demand);
		this.timers = this.timer.size();
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void aFewPiecesAreAskedForAheadOfTheReader() throws IOException {
		assertThat(this.demand.asked).containsExactly(8L);
		for (int piece = 0; piece < 8; piece++) {
			arrives(piece);
		}
		this.body.handOver();
		readAll(3);
		assertThat(this.demand.asked).containsExactly(8L);
		readAll(1);
		assertThat(this.demand.asked).containsExactly(8L, 4L);
		readAll(4);
		assertThat(this.demand.asked).containsExactly(8L, 4L, 4L);
	}

	@Test
	void nothingIsReadableBeforeItIsHandedOver() throws Exception {
		arrives(1);
		this.body.onComplete();
		assertThat(this.body.isComplete()).isFalse();
		Reader reader = read();
		this.body.handOver();
		assertThat(reader.result()).isEqualTo(1);
		assertThat(this.body.isComplete()).isTrue();
		assertThat(this.body.read()).isEqualTo(-1);
	}

	@Test
	void whatComesAfterTheFirstHandOverIsHandedOverAtOnce() throws Exception {
		this.body.handOver();
		Reader reader = read();
		arrives(7);
		assertThat(reader.result()).isEqualTo(7);
	}

	@Test
	void bytesHaveNoSign() throws IOException {
		arrives(0xFF, 0x80);
		this.body.handOver();
		assertThat(this.body.read()).isEqualTo(0xFF);
		assertThat(this.body.read()).isEqualTo(0x80);
	}

	@Test
	void partsOfAPieceAreReadOneAfterTheOther() throws IOException {
		arrives(1, 2, 3);
		arrives(4);
		this.body.onComplete();
		this.body.handOver();
		byte[] bytes = new byte[4];
		assertThat(this.body.read(bytes, 1, 2)).isEqualTo(2);
		assertThat(bytes).containsExactly(0, 1, 2, 0);
		assertThat(this.body.available()).isEqualTo(1);
		assertThat(this.body.read(bytes, 0, 4)).isEqualTo(1);
		assertThat(this.body.read(bytes, 0, 4)).isEqualTo(1);
		assertThat(bytes).containsExactly(4, 1, 2, 0);
		assertThat(this.body.read(bytes, 0, 4)).isEqualTo(-1);
	}

	@Test
	void emptyPiecesAreNoEnd() throws IOException {
		arrives();
		arrives();
		arrives(5);
		this.body.handOver();
		assertThat(this.body.read()).isEqualTo(5);
	}

	@Test
	void readingNothingNeverWaits() throws IOException {
		assertThat(this.body.read(new byte[1], 0, 0)).isZero();
	}

	@Test
	void closeThrowsAwayWhatHasArrivedAndGivesTheRestAMoment() {
		arrives(1);
		this.body.handOver();
		this.body.close();
		assertThat(this.demand.asked).containsExactly(8L, Long.MAX_VALUE);
		assertThat(this.timer.size()).isEqualTo(this.timers + 1);
		assertThatExceptionOfType(IOException.class).isThrownBy(this.body::read).withMessage("the response is closed");
		this.body.close();
		assertThat(this.timer.size()).isEqualTo(this.timers + 1);
	}

	@Test
	void closeOfACompleteBodyLeavesTheConnectionAlone() {
		arrives(1);
		this.body.onComplete();
		this.body.handOver();
		this.body.close();
		assertThat(this.demand.asked).containsExactly(8L);
		assertThat(this.timer.size()).isEqualTo(this.timers);
	}

	@Test
	void closeWakesTheReader() throws Exception {
		this.body.handOver();
		Reader reader = read();
		this.body.close();
		assertThat(reader.result()).isInstanceOf(IOException.class);
	}

	@Test
	void interruptedReaderIsLetGoAndStaysInterrupted() throws Exception {
		this.body.handOver();
		Reader reader = read();
		reader.thread.interrupt();
		assertThat(reader.result()).isInstanceOfSatisfying(InterruptedIOException.class,
				(failure) -> assertThat(failure).hasMessage("interrupted while reading the response's body"));
		assertThat(reader.interrupted).isTrue();
	}

	@Test
	void contextIsTheExchanges() {
		assertThat(this.body.currentContext()).isSameAs(this.exchange.currentContext());
	}

	private void arrives(int... bytes) {
		byte[] piece = new byte[bytes.length];
		for (int index = 0; index < bytes.length; index++) {
			piece[index] = (byte) bytes[index];
		}
		this.body.onNext(Unpooled.wrappedBuffer(piece));
	}

	private void readAll(int count) throws IOException {
		for (int index = 0; index < count; index++) {
			assertThat(this.body.read()).isNotEqualTo(-1);
		}
	}

	/**
	 * Read a byte on a thread of its own, and return when that thread waits.
	 */
	private Reader read() {
		Reader reader = new Reader();
		reader.thread.start();
		await().until(() -> reader.thread.getState() == Thread.State.WAITING);
		return reader;
	}

	private final class Reader {

		private final CompletableFuture<Object> end = new CompletableFuture<>();

		private final Thread thread = new Thread(this::read);

		private volatile boolean interrupted;

		private void read() {
			try {
				this.end.complete(ResponseBodyTests.this.body.read());
			}
			catch (IOException ex) {
				this.interrupted = Thread.currentThread().isInterrupted();
				this.end.complete(ex);
			}
		}

		Object result() throws Exception {
			return this.end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}

	}

	private static final class Demand implements Subscription {

		private final List<Long> asked = new ArrayList<>();

		@Override
		public void request(long n) {
			this.asked.add(n);
		}

		@Override
		public void cancel() {
			throw new AssertionError("the rest would stay on the connection");
		}

	}

}
