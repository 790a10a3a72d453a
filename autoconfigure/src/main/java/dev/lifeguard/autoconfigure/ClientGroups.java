package dev.lifeguard.autoconfigure;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

import org.springframework.web.service.registry.HttpServiceGroupConfigurer;

/**
 * Takes part in the configuration of HTTP service groups: before Boot applies the
 * customizers, which must not take a group's builder for the application's own, and after
 * that. A group whose name is a client's gets that client.
 *
 * @param <B> the type of a group's builder
 * @since 0.1.0
 */
public abstract class ClientGroups<B> implements HttpServiceGroupConfigurer<B> {

	/** Boot applies the customizers at 0. */
	private static final int BEFORE_CUSTOMIZERS = -10;

	private static final int AFTER_CUSTOMIZERS = 10;

	private final Predicate<String> clients;

	private final BiConsumer<B, String> equip;

	private final boolean before;

	/**
	 * Take part.
	 * @param clients whether there is a client of a name
	 * @param equip gives a builder what it needs of the client of a name
	 * @param before whether that is before the customizers
	 */
	protected ClientGroups(Predicate<String> clients, BiConsumer<B, String> equip, boolean before) {
		this.clients = clients;
		this.equip = equip;
		this.before = before;
	}

	@Override
	public final int getOrder() {
		return this.before ? BEFORE_CUSTOMIZERS : AFTER_CUSTOMIZERS;
	}

	@Override
	public final void configureGroups(Groups<B> groups) {
		groups.forEachClient((group, builder) -> {
			if (this.before) {
				TunedBuilders.leaveAlone(builder);
			}
			if (this.clients.test(group.name())) {
				this.equip.accept(builder, group.name());
			}
		});
	}

}
