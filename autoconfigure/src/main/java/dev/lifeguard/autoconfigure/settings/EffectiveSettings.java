package dev.lifeguard.autoconfigure.settings;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Log line at start with the values that a client uses, and where each came from: one per
 * client.
 */
final class EffectiveSettings {

	private static final Log logger = LogFactory.getLog(EffectiveSettings.class);

	private EffectiveSettings() {
	}

	static void log(ClientSettings settings) {
		if (logger.isInfoEnabled()) {
			logger.info("client '%s': %s".formatted(settings.name(),
					Stream.of(Origin.values())
						.map((origin) -> from(origin, settings.effective()))
						.filter((part) -> !part.isEmpty())
						.collect(Collectors.joining("; "))));
		}
	}

	private static String from(Origin origin, Map<String, Setting> effective) {
		String values = effective.entrySet()
			.stream()
			.filter((setting) -> setting.getValue().origin() == origin)
			.map((setting) -> setting.getKey() + "=" + words(setting.getValue()))
			.collect(Collectors.joining(", "));
		return values.isEmpty() ? "" : words(origin) + ": " + values;
	}

	private static String words(Setting setting) {
		return (setting.follows() != null) ? "%s (%s)".formatted(setting.value(), setting.follows())
				: setting.value().toString();
	}

	private static String words(Origin origin) {
		return switch (origin) {
			case OVERRIDE -> "of " + BaseUrls.KEY;
			case CLIENT -> "its own";
			case GROUP -> "of its HTTP service group";
			case DEFAULTS -> "of the defaults";
			case SPRING -> "of spring.http.clients";
			case FOLLOWS -> "following";
			case BUILT_IN -> "built in";
		};
	}

}
