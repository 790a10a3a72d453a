package dev.lifeguard.call;

import java.io.IOException;
import java.net.URI;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Nesting}.
 */
class NestingTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ManagedClient other = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Call outer = begin(this.client, null);

	@AfterEach
	void close() {
		this.client.close();
		this.other.close();
	}

	@Test
	void callThatIsMadeWhileAResponseIsHandedOverIsNestedInIt() {
		Call before = Nesting.handingOver(this.outer);
		try {
			Nesting.look(this.client.calls());
		}
		finally {
			Nesting.restore(before);
		}
		assertThat(this.outer.isNesting()).isTrue();
	}

	@Test
	void callOfAnotherClientIsNot() {
		Call before = Nesting.handingOver(this.outer);
		try {
			Nesting.look(this.other.calls());
		}
		finally {
			Nesting.restore(before);
		}
		assertThat(this.outer.isNesting()).isFalse();
	}

	@Test
	void callAfterTheHandOverIsNot() {
		Nesting.restore(Nesting.handingOver(this.outer));
		Nesting.look(this.client.calls());
		assertThat(this.outer.isNesting()).isFalse();
	}

	@Test
	void handOversMayBeNestedThemselves() {
		Call inner = begin(this.client, null);
		Call none = Nesting.handingOver(this.outer);
		assertThat(none).isNull();
		Call before = Nesting.handingOver(inner);
		assertThat(before).isSameAs(this.outer);
		Nesting.restore(before);
		Nesting.look(this.client.calls());
		Nesting.restore(none);
		assertThat(this.outer.isNesting()).isTrue();
		assertThat(inner.isNesting()).isFalse();
	}

	@Test
	void blockingCallThatIsMadeWithinAnotherOneOfItsThreadIsNestedInIt() {
		Call mine = begin(this.client, Thread.currentThread());
		Call anothers = begin(this.other, new Thread());
		restClient(() -> restClient(() -> {
			Nesting.look(this.client.calls());
			Nesting.look(this.other.calls());
		}));
		assertThat(mine.isNesting()).isTrue();
		assertThat(anothers.isNesting()).isFalse();
	}

	@Test
	void threadThatHasLeakedAResponseIsNotNestedInAnything() {
		Call leaked = begin(this.client, Thread.currentThread());
		restClient(() -> Nesting.look(this.client.calls()));
		assertThat(leaked.isNesting()).isFalse();
	}

	private static void restClient(Runnable within) {
		RestClient.builder().requestFactory((uri, method) -> new MockClientHttpRequest(method, uri) {

			@Override
			protected MockClientHttpResponse executeInternal() throws IOException {
				within.run();
				return new MockClientHttpResponse(new byte[0], HttpStatus.OK);
			}

		}).build().get().uri("http://orders.test/").retrieve().toBodilessEntity();
	}

	private static Call begin(ManagedClient client, @Nullable Thread caller) {
		return TestConnect.of(client.call("GET", URI.create("http://localhost:1/"), null, caller)).call();
	}

}
