package dev.lifeguard.autoconfigure.settings;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Base URLs of the clients: each client's own, or in an application's tests an address
 * that replaces the scheme, host and port of all of them.
 */
final class BaseUrls {

	static final String KEY = "lifeguard.override-base-url";

	/**
	 * After the credentials. A host may have characters that {@link URI} does not know.
	 */
	private static final Pattern HOST_AND_PORT = Pattern.compile("^(.*@)?(\\[[^]@]+]|[^:@%\\[\\]]+)(:\\d*)?$");

	private final @Nullable String override;

	private final GroupSettings groups;

	BaseUrls(@Nullable String override, GroupSettings groups) {
		this.override = StringUtils.hasText(override) ? checked(override.strip()) : null;
		this.groups = groups;
	}

	private static String checked(String override) {
		if (!isAbsolute(override) || override.matches(".*[?#].*")) {
			throw new InvalidSettingException(KEY, ShownValue.of(override).toString(),
					"A base URL must be absolute: http or https, and a host. An override must not have a query or a fragment.",
					"Write the address of the server to call instead, for example http://localhost:8081.");
		}
		return override.replaceFirst("/+$", "");
	}

	BaseUrl of(String client, Leaves leaves) {
		String own = leaves.inherited("base-url", ClientProperties::getBaseUrl);
		if (this.override == null || (own != null && !isAbsolute(own))) {
			return new BaseUrl(own, null);
		}
		String replaced = (own != null) ? own : this.groups.baseUrl(client);
		String override = (replaced != null && isAbsolute(replaced))
				? replaced.replaceFirst("^\\w+://[^/?#]*", Matcher.quoteReplacement(this.override)) : this.override;
		leaves.found("base-url", override, Origin.OVERRIDE);
		return new BaseUrl(own, override);
	}

	static boolean isAbsolute(String baseUrl) {
		try {
			URI uri = URI.create(baseUrl);
			String authority = uri.getRawAuthority();
			return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
					&& authority != null && HOST_AND_PORT.matcher(authority).find();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Base URL of a client's relative URIs.
	 *
	 * @param own the base URL that is the client's, if it has one
	 * @param override the one that takes its place, if there is one
	 */
	record BaseUrl(@Nullable String own, @Nullable String override) {

		@Nullable String inForce() {
			return (this.override != null) ? this.override : this.own;
		}

	}

}
