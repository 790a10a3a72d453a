package dev.lifeguard.client.reactive;

import java.net.URI;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link OwnPriority}.
 */
class OwnPriorityTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ManagedClient other = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ClientRequest.Builder request = ClientRequest.create(HttpMethod.GET,
			URI.create("http://orders.test/"));

	@AfterEach
	void close() {
		this.client.close();
		this.other.close();
	}

	@Test
	void requestWithoutTheAttributeHasNone() {
		assertThat(OwnPriority.of(this.request.build(), this.client)).isNull();
		assertThat(OwnPriority.in(Context.empty(), this.client)).isEqualTo(Priority.NORMAL);
	}

	@Test
	void exchangeOfTheSameClientHasIt() {
		Context context = low().into(Context.of("tenant", "a"));
		assertThat(OwnPriority.in(context, this.client)).isEqualTo(Priority.LOW);
		assertThat(context.hasKey("tenant")).isTrue();
	}

	@Test
	void exchangeOfAnotherClientHasItsOwn() {
		assertThat(OwnPriority.in(low().into(Context.empty()), this.other)).isEqualTo(Priority.NORMAL);
	}

	@Test
	void attributeThatIsNoPriorityIsRefused() {
		this.request.attribute(Priority.ATTRIBUTE, "urgent");
		assertThatIllegalArgumentException().isThrownBy(() -> OwnPriority.of(this.request.build(), this.client));
	}

	private OwnPriority low() {
		OwnPriority own = OwnPriority.of(this.request.attribute(Priority.ATTRIBUTE, "Low").build(), this.client);
		assertThat(own).isNotNull();
		return own;
	}

}
