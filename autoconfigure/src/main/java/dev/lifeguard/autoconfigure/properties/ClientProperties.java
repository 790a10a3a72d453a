package dev.lifeguard.autoconfigure.properties;

import java.util.List;
import java.util.Map;

import dev.lifeguard.lease.Priority;
import dev.lifeguard.transport.Protocol;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.http.client.HttpRedirects;

/**
 * Properties of one client, or of what all clients inherit. A value that is not set is
 * inherited.
 *
 * @since 0.1.0
 */
public class ClientProperties {

	/**
	 * URL that relative URIs are resolved against.
	 */
	private @Nullable String baseUrl;

	/**
	 * Headers of every request.
	 */
	private @Nullable Map<String, List<String>> defaultHeaders;

	/**
	 * Protocol to speak: HTTP/1.1, HTTP/2 over TLS, or HTTP/2 in clear text.
	 */
	private @Nullable Protocol protocol;

	/**
	 * Handling of redirects. As spring.http.clients.redirects if not set.
	 */
	private @Nullable HttpRedirects redirects;

	/**
	 * Handling of cookies. As spring.http.clients.cookie-handling if not set. Needs
	 * Spring Boot 4.1.
	 */
	private @Nullable CookieHandling cookieHandling;

	/**
	 * TLS.
	 */
	@NestedConfigurationProperty
	private final SslProperties ssl = new SslProperties();

	/**
	 * Proxy.
	 */
	@NestedConfigurationProperty
	private final ProxyProperties proxy = new ProxyProperties();

	/**
	 * Pool of connections.
	 */
	@NestedConfigurationProperty
	private final PoolProperties pool = new PoolProperties();

	/**
	 * Time limits.
	 */
	@NestedConfigurationProperty
	private final TimeoutProperties timeout = new TimeoutProperties();

	/**
	 * Limits of what is accepted as a response.
	 */
	@NestedConfigurationProperty
	private final ResponseProperties response = new ResponseProperties();

	/**
	 * Retries.
	 */
	@NestedConfigurationProperty
	private final RetryProperties retry = new RetryProperties();

	/**
	 * Priority of the client's calls, unless a call overrides it with the request
	 * attribute "lifeguard.priority".
	 */
	private @Nullable Priority priority;

	/**
	 * Detection of leaked responses.
	 */
	@NestedConfigurationProperty
	private final LeakProperties leak = new LeakProperties();

	/**
	 * Limit on the calls that wait for their first byte.
	 */
	@NestedConfigurationProperty
	private final LimitProperties limit = new LimitProperties();

	/**
	 * Fleet that the client is part of.
	 */
	@NestedConfigurationProperty
	private final FleetProperties fleet = new FleetProperties();

	public @Nullable String getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(@Nullable String baseUrl) {
		this.baseUrl = baseUrl;
	}

	public @Nullable Map<String, List<String>> getDefaultHeaders() {
		return this.defaultHeaders;
	}

	public void setDefaultHeaders(@Nullable Map<String, List<String>> defaultHeaders) {
		this.defaultHeaders = defaultHeaders;
	}

	public @Nullable Protocol getProtocol() {
		return this.protocol;
	}

	public void setProtocol(@Nullable Protocol protocol) {
		this.protocol = protocol;
	}

	public @Nullable HttpRedirects getRedirects() {
		return this.redirects;
	}

	public void setRedirects(@Nullable HttpRedirects redirects) {
		this.redirects = redirects;
	}

	public @Nullable CookieHandling getCookieHandling() {
		return this.cookieHandling;
	}

	public void setCookieHandling(@Nullable CookieHandling cookieHandling) {
		this.cookieHandling = cookieHandling;
	}

	public SslProperties getSsl() {
		return this.ssl;
	}

	public ProxyProperties getProxy() {
		return this.proxy;
	}

	public PoolProperties getPool() {
		return this.pool;
	}

	public TimeoutProperties getTimeout() {
		return this.timeout;
	}

	public ResponseProperties getResponse() {
		return this.response;
	}

	public RetryProperties getRetry() {
		return this.retry;
	}

	public @Nullable Priority getPriority() {
		return this.priority;
	}

	public void setPriority(@Nullable Priority priority) {
		this.priority = priority;
	}

	public LeakProperties getLeak() {
		return this.leak;
	}

	public LimitProperties getLimit() {
		return this.limit;
	}

	public FleetProperties getFleet() {
		return this.fleet;
	}

}
