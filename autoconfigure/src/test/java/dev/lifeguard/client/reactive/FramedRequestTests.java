package dev.lifeguard.client.reactive;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FramedRequest}.
 */
class FramedRequestTests {

	private static final URI HERE = URI.create("http://orders.test/");

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Call call = this.client.call("POST", HERE, null, null);

	private final MockClientHttpRequest sent = new MockClientHttpRequest(HttpMethod.POST, HERE);

	private final FramedRequest framed = new FramedRequest(this.sent, this.call);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void bodyOfTheDeclaredLengthIsSent() {
		send((request) -> {
			request.getHeaders().setContentLength(4);
			return request.writeWith(pieces("ab", "cd"));
		}).verifyComplete();
		StepVerifier.create(this.sent.getBodyAsString()).expectNext("abcd").verifyComplete();
		assertThat(this.call.applicationsFailure()).isNull();
	}

	@Test
	void bodyWithoutALengthIsSentAsItIs() {
		send((request) -> request.writeWith(pieces("ab", "cd"))).verifyComplete();
		StepVerifier.create(this.sent.getBodyAsString()).expectNext("abcd").verifyComplete();
	}

	@Test
	void lengthThatTheApplicationDeclaredWinsOverTheWriters() {
		send((request) -> {
			request.getHeaders().setContentLength(3);
			return Mono.defer(() -> {
				request.getHeaders().setContentLength(4);
				return request.writeWith(pieces("ab", "cd"));
			});
		}).verifyErrorMessage("the request declares Content-Length 3 and its body has more: at least 4 bytes");
	}

	@Test
	void failureOfTheBodyIsTheApplicationsOwn() {
		IllegalStateException failure = new IllegalStateException("no body");
		send((request) -> request.writeWith(Flux.error(failure)))
			.verifyErrorSatisfies((thrown) -> assertThat(thrown).isSameAs(failure));
		assertThat(this.call.applicationsFailure()).isSameAs(failure);
	}

	@Test
	void failureThatTheApplicationThrowsIsItsOwn() {
		IllegalStateException failure = new IllegalStateException("no body");
		send((request) -> {
			throw failure;
		}).verifyErrorSatisfies((thrown) -> assertThat(thrown).isSameAs(failure));
		assertThat(this.call.applicationsFailure()).isSameAs(failure);
	}

	@Test
	void failureOfTheTransportIsNotTheApplications() {
		this.sent.setWriteHandler((body) -> Flux.from(body).then(Mono.error(new IllegalStateException("reset"))));
		send((request) -> request.writeWith(pieces("ab"))).verifyErrorMessage("reset");
		assertThat(this.call.applicationsFailure()).isNull();
	}

	@Test
	void nothingIsSentOfABodyWhereNoneIsDeclared() {
		send((request) -> {
			request.getHeaders().setContentLength(0);
			return request.writeWith(pieces("ab"));
		}).verifyErrorMessage("the request declares Content-Length 0 and its body has more: at least 2 bytes");
		assertThat(this.sent.isCommitted()).isFalse();
	}

	@Test
	void emptyBodyWhereNoneIsDeclaredCompletesTheRequest() {
		send((request) -> {
			request.getHeaders().setContentLength(0);
			return request.writeAndFlushWith(Flux.just(pieces("")));
		}).verifyComplete();
		assertThat(this.sent.isCommitted()).isTrue();
	}

	@Test
	void partsAreCheckedAgainstTheLength() {
		send((request) -> {
			request.getHeaders().setContentLength(3);
			return request.writeAndFlushWith(Flux.just(pieces("ab"), pieces("cd")));
		}).verifyErrorMessage("the request declares Content-Length 3 and its body has more: at least 4 bytes");
	}

	@Test
	void requestThatDeclaresABodyAndHasNoneIsRefused() {
		send((request) -> {
			request.getHeaders().setContentLength(3);
			return request.setComplete();
		}).verifyErrorMessage("the request declares Content-Length 3 and its body has only 0 bytes");
		assertThat(this.sent.isCommitted()).isFalse();
	}

	@Test
	void chunksGiveWayToTheLengthThatAWriterFindsOut() {
		send((request) -> {
			request.getHeaders().set("Transfer-Encoding", "chunked");
			return Mono.defer(() -> {
				request.getHeaders().setContentLength(2);
				return request.writeWith(Mono.just(piece("ab")));
			});
		}).verifyComplete();
		assertThat(this.sent.getHeaders().containsHeader("Transfer-Encoding")).isFalse();
	}

	@Test
	void lengthAndChunksThatTheApplicationDeclaresAreRefused() {
		send((request) -> {
			request.getHeaders().setContentLength(2);
			request.getHeaders().set("Transfer-Encoding", "chunked");
			return Mono.defer(() -> request.writeWith(Mono.just(piece("ab"))));
		}).verifyErrorMessage("the headers 'Content-Length' and 'Transfer-Encoding' cannot be sent together: "
				+ "each says where the body ends");
		assertThat(this.sent.isCommitted()).isFalse();
	}

	@Test
	void headersAndCookiesThatAppearLateAreChecked() {
		send((request) -> {
			request.getCookies().add("session", new HttpCookie("session", "a;b"));
			return request.setComplete();
		}).verifyErrorMessage("the cookie 'session' cannot be sent: its name or its value is not allowed");
		assertThat(this.sent.isCommitted()).isFalse();
	}

	private StepVerifier.FirstStep<Void> send(Function<ClientHttpRequest, Mono<Void>> application) {
		return StepVerifier.create(this.framed.sentBy(application));
	}

	private static Flux<DataBuffer> pieces(String... texts) {
		return Flux.fromArray(texts).map(FramedRequestTests::piece);
	}

	private static DataBuffer piece(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

}
