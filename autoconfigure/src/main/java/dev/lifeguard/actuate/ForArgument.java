package dev.lifeguard.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Argument {@code for} of a write operation: no parameter of a method can have that name.
 *
 * @since 0.1.0
 */
public final class ForArgument implements OperationInvokerAdvisor {

	private static final String IN_THE_BODY = "for";

	private static final String IN_JAVA = "duration";

	@Override
	public OperationInvoker apply(EndpointId endpoint, OperationType type, OperationParameters parameters,
			OperationInvoker invoker) {
		boolean applies = type == OperationType.WRITE && endpoint.equals(EndpointId.of("httppools"));
		return applies ? (context) -> invoker.invoke(renamed(context)) : invoker;
	}

	private static InvocationContext renamed(InvocationContext context) {
		if (!context.getArguments().containsKey(IN_THE_BODY)) {
			return context;
		}
		Map<String, Object> arguments = new LinkedHashMap<>(context.getArguments());
		arguments.put(IN_JAVA, arguments.remove(IN_THE_BODY));
		return new InvocationContext(
				Objects.requireNonNullElse(context.resolveArgument(SecurityContext.class), SecurityContext.NONE),
				arguments, new SameResolvers(context));
	}

	private record SameResolvers(InvocationContext context) implements OperationArgumentResolver {

		@Override
		public boolean canResolve(Class<?> type) {
			return this.context.canResolve(type);
		}

		@Override
		public <T> @Nullable T resolve(Class<T> type) {
			return this.context.resolveArgument(type);
		}

	}

}
