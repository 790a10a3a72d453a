package dev.lifeguard.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.settings.ShownValue;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.registry.ClientRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Lines at start that say what Lifeguard reaches beyond its named clients, and what does
 * not reach any.
 */
final class Reach implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(Reach.class);

	private static final ConfigurationPropertyName DEFAULTS = ConfigurationPropertyName.of("lifeguard.defaults");

	private final Environment environment;

	private final ClientRegistry registry;

	private final Engines engines;

	private final boolean tunesBuilders;

	Reach(Environment environment, ClientRegistry registry, Engines engines, boolean tunesBuilders) {
		this.environment = environment;
		this.registry = registry;
		this.engines = engines;
		this.tunesBuilders = tunesBuilders;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.registry.names().isEmpty() && OnConfiguredClient.isAny(this.environment, DEFAULTS)) {
			logger.warn("lifeguard.defaults has no effect, because there is no client: "
					+ "configure one below lifeguard.clients, for example lifeguard.clients.orders.base-url");
		}
		boolean tuned = this.tunesBuilders && this.registry.names().contains(ClientRegistry.DEFAULT);
		if (tuned) {
			defaultClient(this.registry.client(ClientRegistry.DEFAULT).settings());
		}
		this.engines.log(tuned);
	}

	private static void defaultClient(ClientSettings settings) {
		List<String> builders = Stream.of(Engines.REST_CLIENT, Engines.WEB_CLIENT)
			.filter(Engines::isPresent)
			.map((customizer) -> customizer.replaceFirst(".*\\.(\\w+)Customizer", "$1.Builder"))
			.toList();
		if (!builders.isEmpty()) {
			logger
				.info(("client 'default': Spring Boot's %s use it, and so does every library that receives one of them; "
						+ "%s; give long calls and streams a client of their own, or set lifeguard.tune-default-builders to false")
					.formatted(String.join(" and ", builders), limits(settings)));
		}
	}

	private static String limits(ClientSettings settings) {
		Duration call = settings.timeouts().call();
		return Stream
			.of("their calls end after %s without a byte (timeout.response)"
				.formatted(ShownValue.of(settings.timeouts().response())),
					call.isZero() ? "" : "after %s in all (timeout.call)".formatted(ShownValue.of(call)),
					settings.retry().enabled() ? "and failed ones are repeated (retry.max-attempts=%s)"
						.formatted(settings.retry().maxAttempts()) : "")
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining(", "));
	}

}
