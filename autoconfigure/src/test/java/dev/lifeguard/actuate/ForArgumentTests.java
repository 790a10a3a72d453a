package dev.lifeguard.actuate;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ForArgument}.
 */
class ForArgumentTests {

	private static final EndpointId POOLS = EndpointId.of("httppools");

	private final AtomicReference<InvocationContext> seen = new AtomicReference<>();

	private final OperationInvoker invoker = (context) -> {
		this.seen.set(context);
		return "done";
	};

	@Test
	void forIsRenamedAndTheRestStays() {
		InvocationContext context = context(Map.of("for", "1m", "maxConnections", 5));
		assertThat(apply(POOLS, OperationType.WRITE).invoke(context)).isEqualTo("done");
		assertThat(this.seen.get().getArguments())
			.containsExactlyInAnyOrderEntriesOf(Map.of("duration", "1m", "maxConnections", 5));
	}

	@Test
	void whatElseCanBeResolvedStillIs() {
		apply(POOLS, OperationType.WRITE).invoke(context(Map.of("for", "1m")));
		assertThat(this.seen.get().resolveArgument(Integer.class)).isEqualTo(42);
		assertThat(this.seen.get().canResolve(Long.class)).isFalse();
		assertThat(this.seen.get().resolveArgument(SecurityContext.class)).isSameAs(SecurityContext.NONE);
	}

	@Test
	void bodyWithoutForIsHandedOnAsItIs() {
		InvocationContext context = context(Map.of("maxConnections", 5));
		apply(POOLS, OperationType.WRITE).invoke(context);
		assertThat(this.seen).hasValue(context);
	}

	@Test
	void otherOperationsAndEndpointsAreLeftAlone() {
		assertThat(apply(POOLS, OperationType.READ)).isSameAs(this.invoker);
		assertThat(apply(EndpointId.of("loggers"), OperationType.WRITE)).isSameAs(this.invoker);
	}

	private OperationInvoker apply(EndpointId endpoint, OperationType type) {
		return new ForArgument().apply(endpoint, type, null, this.invoker);
	}

	private static InvocationContext context(Map<String, Object> arguments) {
		return new InvocationContext(SecurityContext.NONE, arguments,
				OperationArgumentResolver.of(Integer.class, () -> 42));
	}

}
