package dev.lifeguard.autoconfigure.settings;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Names under {@code lifeguard.clients} that are clients.
 *
 * @since 0.1.0
 */
public final class ClientNames {

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("lifeguard.clients");

	private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

	private ClientNames() {
	}

	/**
	 * Read the names before there are beans. Other settings of the clients are bound and
	 * checked later, once.
	 * @param environment where they are written
	 * @return the clients' names, in the order in which they were written
	 * @throws InvalidSettingException if a name cannot be a client's
	 */
	public static Set<String> in(Environment environment) {
		Set<String> keys = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource listed) {
				listed.stream().filter(CLIENTS::isAncestorOf).forEach((name) -> keys.add(key(name)));
			}
		}
		return of(keys);
	}

	private static String key(ConfigurationPropertyName property) {
		return property.getElement(CLIENTS.getNumberOfElements(), Form.ORIGINAL);
	}

	/**
	 * Leave out the echo of an environment variable: it cannot spell a dash, so
	 * {@code LIFEGUARD_CLIENTS_ORDERSERVICE_BASEURL} says something about
	 * {@code order-service} and does not make a client {@code orderservice}.
	 * @param keys the names that are written
	 * @return the clients' names, in the same order
	 * @throws InvalidSettingException if a name cannot be a client's
	 */
	public static Set<String> of(Collection<String> keys) {
		Set<String> echoes = keys.stream()
			.filter((key) -> key.contains("-"))
			.map((key) -> key.replace("-", ""))
			.collect(Collectors.toSet());
		Set<String> names = new LinkedHashSet<>();
		keys.stream().filter((key) -> !echoes.contains(key)).forEach((key) -> names.add(valid(key)));
		return names;
	}

	private static String valid(String name) {
		if (!VALID.matcher(name).matches()) {
			throw new InvalidSettingException("lifeguard.clients." + name, "a client",
					"A client's name must consist of lower-case words and digits, separated by dashes, "
							+ "because bean names, metric tags and environment variables are derived from it.",
					"Rename the client, for example to '%s'.".formatted(suggestion(name)));
		}
		return name;
	}

	private static String suggestion(String name) {
		String dashed = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
		String words = dashed.replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-$", "");
		return words.isEmpty() ? "orders" : words;
	}

}
