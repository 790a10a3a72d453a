package dev.lifeguard.registry;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ClientRegistry}.
 */
class ClientRegistryTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ClientRegistry registry = new ClientRegistry(List.of(this.client));

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void clientIsFoundByItsName() {
		assertThat(this.registry.names()).containsExactly("test");
		assertThat(this.registry.clients()).containsExactly(this.client);
		assertThat(this.registry.client("test")).isSameAs(this.client);
	}

	@Test
	void unknownNameIsAnsweredWithThoseThatExist() {
		assertThatExceptionOfType(UnknownClientException.class).isThrownBy(() -> this.registry.client("other"))
			.withMessage("There is no client 'other'. There are: test")
			.satisfies((failure) -> assertThat(failure.getNames()).containsExactly("test"));
	}

	@Test
	void laterAdviceIsAddedAndTakesThePlaceOfTheOneBefore() {
		assertThat(this.registry.advice("test")).isEmpty();
		this.registry.advise("test", "too small");
		this.registry.advise("test", "too large");
		assertThat(this.registry.advice("test")).containsExactly("too large");
		assertThatExceptionOfType(UnknownClientException.class).isThrownBy(() -> this.registry.advice("other"));
	}

	@Test
	void closedClientsRefuseCallsUntilTheyAreOpenedAgain() {
		this.registry.close();
		assertThatExceptionOfType(PoolExhaustedException.class).isThrownBy(this::call);
		this.registry.open();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(this::call);
	}

	@Test
	void endIsToldOnceWhenAllClientsAreClosed() {
		AtomicInteger closed = new AtomicInteger();
		this.registry.closeGracefully(Duration.ofSeconds(1), closed::incrementAndGet);
		assertThat(closed).hasValue(1);
		new ClientRegistry(List.of()).closeGracefully(Duration.ofSeconds(1), closed::incrementAndGet);
		assertThat(closed).hasValue(2);
	}

	private void call() throws Exception {
		new LeasedRequestFactory(this.client).createRequest(URI.create("http://127.0.0.1:1/"), HttpMethod.GET)
			.execute()
			.close();
	}

}
