package dev.lifeguard.autoconfigure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Builder of a Spring client that is completed when it builds: a client's own hooks are
 * then put around those of the application, whenever these were added. It is a proxy,
 * since Spring's builder interfaces get new methods.
 * <p>
 * Once the application replaces the transport, which a mock does, the builder does what
 * Spring's does. It is used by one thread, as Spring's builders are.
 *
 * @param <B> the builder's type
 * @since 0.1.0
 */
public final class CompletingBuilder<B> implements InvocationHandler {

	private final Class<B> type;

	private final B target;

	private final Completion<B> completion;

	private boolean replaced;

	private CompletingBuilder(Class<B> type, B target, Completion<B> completion) {
		this.type = type;
		this.target = target;
		this.completion = completion;
	}

	/**
	 * Create a builder.
	 * @param <B> the builder's type
	 * @param type the builder's type, an interface
	 * @param target the builder that is configured
	 * @param completion what is done when it builds
	 * @return the builder
	 */
	public static <B> B of(Class<B> type, B target, Completion<B> completion) {
		return of(new CompletingBuilder<>(type, target, completion));
	}

	private static <B> B of(CompletingBuilder<B> builder) {
		return builder.type
			.cast(Proxy.newProxyInstance(builder.type.getClassLoader(), new Class<?>[] { builder.type }, builder));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		if (arguments == null) {
			return invoke(method);
		}
		if (method.getName().equals("equals")) {
			return proxy == arguments[0];
		}
		if (method.getName().equals("apply")) {
			accept(arguments[0], this.type.cast(proxy));
			return proxy;
		}
		if (this.completion.transports().contains(method.getName())) {
			this.replaced = this.replaced || !this.completion.isOurs().test(arguments[0]);
		}
		Object result = on(this.target, method, arguments);
		return (result == this.target) ? proxy : result;
	}

	private @Nullable Object invoke(Method method) throws Throwable {
		if (method.getName().equals("build") && !this.replaced) {
			return this.completion.build().apply(copy());
		}
		if (method.getName().equals("clone")) {
			CompletingBuilder<B> copy = new CompletingBuilder<>(this.type, copy(), this.completion);
			copy.replaced = this.replaced;
			return of(copy);
		}
		return on(this.target, method);
	}

	private B copy() throws Throwable {
		Object copy = on(this.target, this.type.getMethod("clone"));
		Assert.state(copy != null, "a builder can be copied");
		return this.type.cast(copy);
	}

	@SuppressWarnings("unchecked")
	private static <B> void accept(Object consumer, B builder) {
		((Consumer<B>) consumer).accept(builder);
	}

	private static @Nullable Object on(Object target, Method method, @Nullable Object... arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * Completion of a configured builder into a client.
	 *
	 * @param <B> the builder's type
	 * @param transports the methods that replace the transport
	 * @param isOurs whether their argument is the client's own transport
	 * @param build makes the client, of a copy of the builder
	 */
	public record Completion<B>(Set<String> transports, Predicate<Object> isOurs, Function<B, Object> build) {

	}

}
