package dev.lifeguard.client.reactive;

import java.net.URI;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SendableRequests}.
 */
class SendableRequestsTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final SendableRequests filter = new SendableRequests(this.client);

	private final ClientRequest.Builder request = ClientRequest.create(HttpMethod.POST,
			URI.create("http://orders.test/"));

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void responseIsReleasedWithinBounds() {
		this.request.header("X-Tenant", "a").cookie("session", "abc");
		StepVerifier
			.create(this.filter.filter(this.request.build(),
					(request) -> Mono.just(ClientResponse.create(HttpStatus.OK).build())))
			.expectNextMatches(BoundedRelease.class::isInstance)
			.verifyComplete();
	}

	@Test
	void headerThatCannotBeSentIsRefusedBeforeTheExchange() {
		this.request.header("X-Token", "secret\n");
		refused("the header 'X-Token' cannot be sent: character 7 of its value, U+000A, is not allowed");
	}

	@Test
	void cookieThatCannotBeSentIsRefusedWithoutItsValue() {
		this.request.cookie("session", "secret;");
		refused("the cookie 'session' cannot be sent: its name or its value is not allowed");
	}

	@Test
	void laterValueOfACookieIsCheckedAsWell() {
		this.request.cookies((cookies) -> {
			cookies.add("session", "fine");
			cookies.add("session", "secret;");
		});
		refused("the cookie 'session' cannot be sent: its name or its value is not allowed");
	}

	@Test
	void declaredBodyThatIsNotThereIsRefused() {
		this.request.header("Content-Length", "3");
		refused("the request declares Content-Length 3 and its body has only 0 bytes");
	}

	@Test
	void declaredBodyThatIsThereIsCheckedLater() {
		this.request.header("Content-Length", "3").body(BodyInserters.fromValue("abcd"));
		StepVerifier
			.create(this.filter.filter(this.request.build(),
					(request) -> Mono.just(ClientResponse.create(HttpStatus.OK).build())))
			.expectNextCount(1)
			.verifyComplete();
	}

	@Test
	void priorityThatIsNoneIsRefusedBeforeTheExchange() {
		this.request.attribute(Priority.ATTRIBUTE, "urgent");
		refused("the request attribute 'lifeguard.priority' cannot be 'urgent': HIGH, NORMAL and LOW are possible");
	}

	@Test
	void priorityOfTheRequestTravelsInTheContextOfItsOwnExchangeOnly() {
		this.request.attribute(Priority.ATTRIBUTE, "high");
		StepVerifier.create(this.filter.filter(this.request.build(), (request) -> Mono.deferContextual((context) -> {
			assertThat(OwnPriority.in(context, this.client)).isEqualTo(Priority.HIGH);
			return Mono.just(ClientResponse.create(HttpStatus.OK).build());
		})).zipWhen((response) -> Mono.deferContextual((context) -> Mono.just(context.isEmpty()))))
			.expectNextMatches((result) -> result.getT2())
			.verifyComplete();
	}

	private void refused(String message) {
		StepVerifier.create(this.filter.filter(this.request.build(), (request) -> {
			throw new AssertionError("the request must not be sent");
		})).verifyErrorMessage(message);
	}

}
