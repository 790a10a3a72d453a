package dev.lifeguard.autoconfigure;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.lifeguard.autoconfigure.BaseUrls.BaseUrl;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Protocol;
import dev.lifeguard.deadline.TimeoutSettings;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.LeakSettings;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.util.function.SingletonSupplier;

/**
 * Maps the properties of a client to its settings: client, else defaults, else what holds
 * for all of Spring's clients, else built in, for each leaf on its own. Contradictions
 * stop here.
 */
final class SettingsMapper {

	private final LifeguardProperties properties;

	private final ClientProperties spring;

	private final SettingsRules rules;

	private final boolean fleetIsCounted;

	private final BaseUrls baseUrls;

	SettingsMapper(LifeguardProperties properties, HttpClientSettings spring, SettingsRules rules,
			boolean fleetIsCounted, BaseUrls baseUrls) {
		this.properties = properties;
		this.spring = SpringClientSettings.of(spring);
		this.rules = rules;
		this.fleetIsCounted = fleetIsCounted;
		this.baseUrls = baseUrls;
	}

	List<ClientBlueprint> map() {
		Set<String> names = ClientNames.of(this.properties.getClients().keySet());
		Supplier<List<SharedBound.Client>> bounds = SingletonSupplier
			.of(() -> names.stream().map(this::bound).toList());
		return names.stream().map((name) -> map(name, () -> SharedBound.of(name, bounds.get()))).toList();
	}

	private SharedBound.Client bound(String name) {
		Leaves leaves = leaves(name);
		return SharedBound.Client.of(name, this.baseUrls.of(name, leaves).own(), pool(leaves).maxConnections());
	}

	private ClientBlueprint map(String name, Supplier<SharedBound> each) {
		Leaves leaves = leaves(name);
		PoolSettings pool = pool(leaves);
		GateSettings gate = gate(leaves, pool.maxConnections());
		TimeoutSettings timeouts = timeouts(leaves);
		BaseUrl baseUrl = this.baseUrls.of(name, leaves);
		String sslBundle = leaves.inherited("ssl.bundle", (client) -> client.getSsl().getBundle());
		Protocol protocol = leaves.leaf("protocol", ClientProperties::getProtocol, Protocol.HTTP1);
		UnaryOperator<HttpClient> proxy = ProxyRules.proxy(leaves);
		HttpRedirects redirects = leaves.inherited("redirects", ClientProperties::getRedirects);
		HttpCookieHandling cookies = leaves.inherited("cookie-handling", ClientProperties::getCookieHandling);
		RetrySettings retry = retry(leaves);
		LeakSettings leaks = leaks(leaves, timeouts);
		List<String> advice = RiskySettings.adviceOn(baseUrl, pool, timeouts, retry, fleet(leaves, each));
		ClientSettings settings = new ClientSettings(name, baseUrl.inForce(), protocol, headers(name), pool, gate,
				timeouts, retry, leaks, Collections.unmodifiableMap(new LinkedHashMap<>(leaves.found())), advice);
		ClientBlueprint blueprint = new ClientBlueprint(settings, baseUrl.own(), sslBundle, proxy, redirects, cookies);
		this.rules.check(blueprint, leaves);
		EffectiveSettings.log(settings);
		RiskySettings.warnOf(settings);
		NotInForce.warnOf(name, leaves);
		return blueprint;
	}

	private Fleet fleet(Leaves leaves, Supplier<SharedBound> each) {
		return new Fleet(Fleet.maxConnections(leaves), Fleet.replicas(leaves), this.fleetIsCounted, each);
	}

	private Leaves leaves(String name) {
		ClientProperties own = this.properties.getClients().getOrDefault(name, new ClientProperties());
		return new Leaves(name, own, this.properties.getDefaults(), this.spring);
	}

	private static PoolSettings pool(Leaves leaves) {
		int max = leaves.leaf("pool.max-connections", (client) -> client.getPool().getMaxConnections(),
				PoolSettings.DEFAULT_MAX_CONNECTIONS);
		int maxPerHost = leaves.leaf("pool.max-connections-per-host",
				(client) -> client.getPool().getMaxConnectionsPerHost(), max);
		Duration maxIdle = leaves.leaf("pool.max-idle-time", (client) -> client.getPool().getMaxIdleTime(),
				PoolSettings.DEFAULT_MAX_IDLE_TIME);
		Duration maxLife = leaves.leaf("pool.max-life-time", (client) -> client.getPool().getMaxLifeTime(),
				PoolSettings.DEFAULT_MAX_LIFE_TIME);
		Duration evict = leaves.leaf("pool.evict-interval", (client) -> client.getPool().getEvictInterval(),
				PoolSettings.DEFAULT_EVICT_INTERVAL);
		boolean trim = leaves.leaf("pool.trim-idle", (client) -> client.getPool().getTrimIdle(),
				PoolSettings.DEFAULT_TRIM_IDLE);
		return new PoolSettings(max, maxPerHost, maxIdle, maxLife, evict, trim,
				leaves.leaf("pool.warm-up", (client) -> client.getPool().getWarmUp(), PoolSettings.DEFAULT_WARM_UP));
	}

	private static GateSettings gate(Leaves leaves, int maxConnections) {
		return new GateSettings(
				leaves.leaf("pool.max-pending", (client) -> client.getPool().getMaxPending(), maxConnections),
				leaves.leaf("pool.acquire-timeout", (client) -> client.getPool().getAcquireTimeout(),
						GateSettings.DEFAULT_ACQUIRE_TIMEOUT),
				leaves.leaf("pool.order", (client) -> client.getPool().getOrder(), GateSettings.DEFAULT_ORDER));
	}

	private static TimeoutSettings timeouts(Leaves leaves) {
		TimeoutSettings builtIn = TimeoutSettings.DEFAULTS;
		return new TimeoutSettings(
				leaves.leaf("timeout.connect", (client) -> client.getTimeout().getConnect(), builtIn.connect()),
				leaves.leaf("timeout.tls-handshake", (client) -> client.getTimeout().getTlsHandshake(),
						builtIn.tlsHandshake()),
				leaves.leaf("timeout.response", (client) -> client.getTimeout().getResponse(), builtIn.response()),
				leaves.leaf("timeout.call", (client) -> client.getTimeout().getCall(), builtIn.call()));
	}

	private static LeakSettings leaks(Leaves leaves, TimeoutSettings timeouts) {
		return new LeakSettings(
				leaves.leaf("leak.threshold", (client) -> client.getLeak().getThreshold(), timeouts.response()),
				leaves.leaf("leak.action", (client) -> client.getLeak().getAction(), LeakSettings.DEFAULT_ACTION),
				leaves.leaf("leak.capture", (client) -> client.getLeak().getCapture(), LeakSettings.DEFAULT_CAPTURE));
	}

	/**
	 * Headers are inherited one by one. Their values may be secrets, so they are not
	 * among the settings that are shown.
	 */
	private Map<String, List<String>> headers(String name) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		Map<String, List<String>> shared = this.properties.getDefaults().getDefaultHeaders();
		if (shared != null) {
			headers.putAll(shared);
		}
		Map<String, List<String>> ownHeaders = this.properties.getClients()
			.getOrDefault(name, new ClientProperties())
			.getDefaultHeaders();
		if (ownHeaders != null) {
			headers.putAll(ownHeaders);
		}
		return Collections.unmodifiableMap(headers);
	}

	private static RetrySettings retry(Leaves leaves) {
		RetrySettings builtIn = RetrySettings.DEFAULTS;
		return new RetrySettings(
				leaves.leaf("retry.enabled", (client) -> client.getRetry().getEnabled(), builtIn.enabled()),
				leaves.leaf("retry.max-attempts", (client) -> client.getRetry().getMaxAttempts(),
						builtIn.maxAttempts()),
				leaves.leaf("retry.statuses", (client) -> client.getRetry().getStatuses(), builtIn.statuses()),
				leaves.leaf("retry.methods", (client) -> client.getRetry().getMethods(), builtIn.methods()),
				backoff(leaves, builtIn.backoff()), budget(leaves, builtIn.budget()),
				leaves.leaf("retry.attempt-header", (client) -> client.getRetry().getAttemptHeader(),
						builtIn.attemptHeader()));
	}

	private static BackoffSettings backoff(Leaves leaves, BackoffSettings builtIn) {
		return new BackoffSettings(
				leaves.leaf("retry.backoff.base", (client) -> client.getRetry().getBackoff().getBase(), builtIn.base()),
				leaves.leaf("retry.backoff.cap", (client) -> client.getRetry().getBackoff().getCap(), builtIn.cap()));
	}

	private static BudgetSettings budget(Leaves leaves, BudgetSettings builtIn) {
		return new BudgetSettings(
				leaves.leaf("retry.budget.ratio", (client) -> client.getRetry().getBudget().getRatio(),
						builtIn.ratio()),
				leaves.leaf("retry.budget.min-per-second", (client) -> client.getRetry().getBudget().getMinPerSecond(),
						builtIn.minPerSecond()),
				leaves.leaf("retry.budget.cap", (client) -> client.getRetry().getBudget().getCap(), builtIn.cap()));
	}

}
