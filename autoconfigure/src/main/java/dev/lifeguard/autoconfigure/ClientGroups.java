package dev.lifeguard.autoconfigure;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.springframework.core.Ordered;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer;

/**
 * Configurer of HTTP service groups, at one of three times. A group whose name is a
 * client's gets that client.
 *
 * @param <B> the type of a group's builder
 * @since 0.1.0
 */
public abstract class ClientGroups<B> implements HttpServiceGroupConfigurer<B> {

	/**
	 * Boot applies the customizers at 0. They must not take a group's builder for the
	 * application's own.
	 */
	protected static final int BEFORE_CUSTOMIZERS = -10;

	/** Spring Cloud's load balancer takes its turn at 10. */
	protected static final int AFTER_LOAD_BALANCER = 20;

	/** For code that must be outermost. */
	protected static final int LAST = Ordered.LOWEST_PRECEDENCE;

	private static final Pattern LOAD_BALANCER = Pattern
		.compile("org\\.springframework\\.cloud\\.client\\.loadbalancer\\.(reactive\\.)?Deferring\\w+");

	private final int order;

	private final Predicate<String> clients;

	private final BiConsumer<B, String> equip;

	/**
	 * Take part.
	 * @param order when
	 * @param clients whether there is a client of a name
	 * @param equip gives a builder something of the client of a name
	 */
	protected ClientGroups(int order, Predicate<String> clients, BiConsumer<B, String> equip) {
		this.order = order;
		this.clients = clients;
		this.equip = equip;
	}

	/**
	 * Return whether a hook is what Spring Cloud's load balancer adds to each group that
	 * has no base URL of Boot's: it takes the host for the name of a service. A group
	 * whose client has a base URL goes there.
	 * @param hook an interceptor or a filter
	 * @return whether it is the load balancer's
	 */
	public static boolean isLoadBalancers(Object hook) {
		return LOAD_BALANCER.matcher(hook.getClass().getName()).matches();
	}

	@Override
	public final int getOrder() {
		return this.order;
	}

	@Override
	public final void configureGroups(Groups<B> groups) {
		groups.forEachClient((group, builder) -> {
			if (this.order == BEFORE_CUSTOMIZERS) {
				TunedBuilders.leaveAlone(builder);
			}
			if (this.clients.test(group.name())) {
				this.equip.accept(builder, group.name());
			}
		});
	}

}
