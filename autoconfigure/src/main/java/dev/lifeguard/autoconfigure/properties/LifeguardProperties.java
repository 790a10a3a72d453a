package dev.lifeguard.autoconfigure.properties;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.lifeguard.client.BlockOnEventLoop;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Properties of Lifeguard. A misspelt key stops start-up.
 *
 * @since 0.1.0
 */
@ConfigurationProperties(prefix = "lifeguard", ignoreUnknownFields = false)
public class LifeguardProperties {

	/**
	 * Whether Lifeguard's clients are configured.
	 */
	private boolean enabled = true;

	/**
	 * Whether the auto-configured builders use the client named default, if there is one.
	 */
	private boolean tuneDefaultBuilders = true;

	/**
	 * Whether what the first call and the first refusal need is loaded in the background
	 * when the application is ready.
	 */
	private boolean preload = true;

	/**
	 * Address that replaces scheme, host and port of all clients' base URLs, for tests.
	 */
	private @Nullable String overrideBaseUrl;

	/**
	 * Treatment of a RestClient call on an event-loop thread.
	 */
	private BlockOnEventLoop blockOnEventLoop = BlockOnEventLoop.FAIL;

	/**
	 * Responses of a web application to Lifeguard's failures.
	 */
	@NestedConfigurationProperty
	private final WebProperties web = new WebProperties();

	/**
	 * Settings that all clients inherit.
	 */
	@NestedConfigurationProperty
	private final ClientProperties defaults = new ClientProperties();

	/**
	 * Clients by name.
	 */
	private final Map<String, ClientProperties> clients = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public boolean isTuneDefaultBuilders() {
		return this.tuneDefaultBuilders;
	}

	public void setTuneDefaultBuilders(boolean tuneDefaultBuilders) {
		this.tuneDefaultBuilders = tuneDefaultBuilders;
	}

	public boolean isPreload() {
		return this.preload;
	}

	public void setPreload(boolean preload) {
		this.preload = preload;
	}

	public @Nullable String getOverrideBaseUrl() {
		return this.overrideBaseUrl;
	}

	public void setOverrideBaseUrl(@Nullable String overrideBaseUrl) {
		this.overrideBaseUrl = overrideBaseUrl;
	}

	public BlockOnEventLoop getBlockOnEventLoop() {
		return this.blockOnEventLoop;
	}

	public void setBlockOnEventLoop(BlockOnEventLoop blockOnEventLoop) {
		this.blockOnEventLoop = blockOnEventLoop;
	}

	public WebProperties getWeb() {
		return this.web;
	}

	public ClientProperties getDefaults() {
		return this.defaults;
	}

	public Map<String, ClientProperties> getClients() {
		return this.clients;
	}

}
