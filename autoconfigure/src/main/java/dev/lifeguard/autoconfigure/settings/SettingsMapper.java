package dev.lifeguard.autoconfigure.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.lifeguard.autoconfigure.fleet.Fleet;
import dev.lifeguard.autoconfigure.fleet.SharedBound;
import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.autoconfigure.properties.CookieHandling;
import dev.lifeguard.autoconfigure.properties.LifeguardProperties;
import dev.lifeguard.autoconfigure.settings.BaseUrls.BaseUrl;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.ResponseSettings;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;

/**
 * Mapper from the properties of a client to its settings: client, else its HTTP service
 * group, else defaults, else the settings of all of Spring's clients, else what follows
 * from these, else built in, for each leaf separately. Contradictions stop here.
 *
 * @since 0.1.0
 */
public final class SettingsMapper {

	/** Shown where a value is not written because it depends on the client's traffic. */
	private static final String BY_TRAFFIC = "by traffic";

	private final LifeguardProperties properties;

	private final ClientProperties spring;

	private final SettingsRules rules;

	private final boolean fleetIsCounted;

	private final BaseUrls baseUrls;

	private final GroupSettings groups;

	/**
	 * Create a mapper.
	 * @param properties what is written for Lifeguard
	 * @param environment where the HTTP service groups are
	 * @param spring what is written for all of Spring's clients
	 * @param sslBundles the names of the SSL bundles, asked for when a client has one
	 * @param fleetIsCounted whether the instances of the application will be counted as
	 * soon as it is ready
	 * @param budgetsAreShared whether there is anything that shares a budget out
	 */
	public SettingsMapper(LifeguardProperties properties, Environment environment, HttpClientSettings spring,
			Supplier<? extends Collection<String>> sslBundles, boolean fleetIsCounted, boolean budgetsAreShared) {
		this.properties = properties;
		this.spring = SpringClientSettings.of(spring);
		this.groups = new GroupSettings(environment);
		this.rules = new SettingsRules(sslBundles, this.groups, budgetsAreShared);
		this.fleetIsCounted = fleetIsCounted;
		this.baseUrls = new BaseUrls(properties.getOverrideBaseUrl(), this.groups);
	}

	/**
	 * Map the properties of all clients.
	 * @return a blueprint for each client, in the order in which they were written
	 * @throws InvalidSettingException if a setting makes no sense or contradicts another
	 */
	public List<ClientBlueprint> map() {
		Set<String> names = ClientNames.of(this.properties.getClients().keySet());
		Supplier<List<SharedBound.Client>> bounds = SingletonSupplier
			.of(() -> names.stream().map(this::bound).toList());
		FleetGroups groups = fleetGroups(names);
		return names.stream().map((name) -> map(name, () -> SharedBound.of(name, bounds.get()), groups)).toList();
	}

	private FleetGroups fleetGroups(Set<String> names) {
		FleetGroups groups = new FleetGroups();
		names.forEach((name) -> {
			Leaves leaves = leaves(name);
			groups.add(leaves, FleetRules.settings(leaves, this.baseUrls.of(name, leaves).inForce()));
		});
		return groups;
	}

	private SharedBound.Client bound(String name) {
		Leaves leaves = leaves(name);
		String own = this.baseUrls.of(name, leaves).own();
		URI backend = (own != null && BaseUrls.isAbsolute(own)) ? URI.create(own) : null;
		return SharedBound.Client.of(name, backend, pool(leaves).maxConnections());
	}

	private ClientBlueprint map(String name, Supplier<SharedBound> each, FleetGroups groups) {
		Leaves leaves = leaves(name);
		PoolSettings pool = pool(leaves);
		GateSettings gate = gate(leaves, pool.maxConnections());
		LimitSettings limit = limit(leaves, pool.maxConnections());
		TimeoutSettings timeouts = timeouts(leaves);
		BaseUrl baseUrl = this.baseUrls.of(name, leaves);
		String sslBundle = leaves.inherited("ssl.bundle", (client) -> client.getSsl().getBundle());
		Protocol protocol = leaves.leaf("protocol", ClientProperties::getProtocol, Protocol.HTTP1);
		UnaryOperator<HttpClient> proxy = ProxyRules.proxy(leaves);
		HttpRedirects redirects = leaves.inherited("redirects", ClientProperties::getRedirects);
		CookieHandling cookies = leaves.inherited("cookie-handling", ClientProperties::getCookieHandling);
		ResponseSettings response = response(leaves);
		RetrySettings retry = retry(leaves);
		LeakSettings leaks = leaks(leaves, timeouts);
		// read before what was found is kept
		FleetSettings fleet = groups.ofClients(FleetRules.settings(leaves, baseUrl.inForce()));
		ClientSettings checked = new ClientSettings(name, baseUrl.inForce(), protocol, headers(name), pool, gate, limit,
				fleet, timeouts, response, retry, leaks,
				Collections.unmodifiableMap(new LinkedHashMap<>(leaves.found())), List.of());
		ClientBlueprint blueprint = new ClientBlueprint(checked, baseUrl.own(), sslBundle, proxy, redirects, cookies);
		this.rules.check(blueprint, leaves);
		ClientSettings settings = checked.withAdvice(RiskySettings.adviceOn(checked, baseUrl,
				new Fleet(fleet.maxConnections(), fleet.replicas(), this.fleetIsCounted, each)));
		EffectiveSettings.log(settings);
		RiskySettings.warnOf(settings);
		return blueprint.with(settings);
	}

	private Leaves leaves(String name) {
		Map<Origin, ClientProperties> written = new EnumMap<>(Origin.class);
		written.put(Origin.CLIENT, this.properties.getClients().getOrDefault(name, new ClientProperties()));
		written.put(Origin.GROUP, this.groups.of(name));
		written.put(Origin.DEFAULTS, this.properties.getDefaults());
		written.put(Origin.SPRING, this.spring);
		return new Leaves(name, written);
	}

	private static PoolSettings pool(Leaves leaves) {
		FollowingDefaults defaults = new FollowingDefaults(leaves);
		int max = leaves.following("pool.max-connections", (client) -> client.getPool().getMaxConnections(),
				defaults.maxConnections());
		int maxPerHost = leaves.following("pool.max-connections-per-host",
				(client) -> client.getPool().getMaxConnectionsPerHost(), defaults.sameAs("pool.max-connections", max));
		Duration maxIdle = leaves.following("pool.max-idle-time", (client) -> client.getPool().getMaxIdleTime(),
				defaults.maxIdleTime());
		Duration maxLife = leaves.leaf("pool.max-life-time", (client) -> client.getPool().getMaxLifeTime(),
				PoolSettings.DEFAULT_MAX_LIFE_TIME);
		Duration evict = leaves.following("pool.evict-interval", (client) -> client.getPool().getEvictInterval(),
				defaults.evictInterval());
		boolean trim = leaves.leaf("pool.trim-idle", (client) -> client.getPool().getTrimIdle(),
				PoolSettings.DEFAULT_TRIM_IDLE);
		return new PoolSettings(max, maxPerHost, maxIdle, maxLife, evict, trim,
				leaves.leaf("pool.warm-up", (client) -> client.getPool().getWarmUp(), PoolSettings.DEFAULT_WARM_UP));
	}

	private static GateSettings gate(Leaves leaves, int maxConnections) {
		return new GateSettings(
				leaves.following("pool.max-pending", (client) -> client.getPool().getMaxPending(),
						new FollowingDefaults(leaves).sameAs("pool.max-connections", maxConnections)),
				leaves.leaf("pool.acquire-timeout", (client) -> client.getPool().getAcquireTimeout(),
						GateSettings.DEFAULT_ACQUIRE_TIMEOUT),
				leaves.leaf("pool.order", (client) -> client.getPool().getOrder(), GateSettings.DEFAULT_ORDER),
				leaves.leaf("priority", ClientProperties::getPriority, GateSettings.DEFAULT_PRIORITY));
	}

	private static LimitSettings limit(Leaves leaves, int maxConnections) {
		FollowingDefaults defaults = new FollowingDefaults(leaves);
		LimitSettings builtIn = LimitSettings.DEFAULTS;
		return new LimitSettings(leaves.leaf("limit.mode", (client) -> client.getLimit().getMode(), builtIn.mode()),
				leaves.leaf("limit.min", (client) -> client.getLimit().getMin(), builtIn.min()),
				leaves.following("limit.initial", (client) -> client.getLimit().getInitial(),
						defaults.limitInitial(maxConnections)));
	}

	private static TimeoutSettings timeouts(Leaves leaves) {
		TimeoutSettings builtIn = TimeoutSettings.DEFAULTS;
		FollowingDefaults defaults = new FollowingDefaults(leaves);
		return new TimeoutSettings(
				leaves.leaf("timeout.connect", (client) -> client.getTimeout().getConnect(), builtIn.connect()),
				leaves.leaf("timeout.tls-handshake", (client) -> client.getTimeout().getTlsHandshake(),
						builtIn.tlsHandshake()),
				leaves.following("timeout.response", (client) -> client.getTimeout().getResponse(),
						defaults.response()),
				leaves.following("timeout.call", (client) -> client.getTimeout().getCall(), defaults.call()));
	}

	private static ResponseSettings response(Leaves leaves) {
		return new ResponseSettings(leaves
			.leaf("response.max-header-size", (client) -> client.getResponse().getMaxHeaderSize(),
					DataSize.ofBytes(ResponseSettings.DEFAULTS.maxHeaderSize()))
			.toBytes());
	}

	private static LeakSettings leaks(Leaves leaves, TimeoutSettings timeouts) {
		return new LeakSettings(
				leaves.following("leak.threshold", (client) -> client.getLeak().getThreshold(),
						new FollowingDefaults(leaves).sameAs("timeout.response", timeouts.response())),
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
				backoff(leaves), budget(leaves, builtIn.budget()), leaves.leaf("retry.attempt-header",
						(client) -> client.getRetry().getAttemptHeader(), builtIn.attemptHeader()));
	}

	private static BackoffSettings backoff(Leaves leaves) {
		FollowingDefaults defaults = new FollowingDefaults(leaves);
		return new BackoffSettings(
				leaves.following("retry.backoff.base", (client) -> client.getRetry().getBackoff().getBase(),
						defaults.backoffBase()),
				leaves.following("retry.backoff.cap", (client) -> client.getRetry().getBackoff().getCap(),
						defaults.backoffCap()));
	}

	private static BudgetSettings budget(Leaves leaves, BudgetSettings builtIn) {
		return new BudgetSettings(
				leaves.following("retry.budget.mode", (client) -> client.getRetry().getBudget().getMode(),
						new FollowingDefaults(leaves).budgetMode()),
				leaves.leaf("retry.budget.ratio", (client) -> client.getRetry().getBudget().getRatio(),
						builtIn.ratio()),
				leaves.optional("retry.budget.min-per-second",
						(client) -> client.getRetry().getBudget().getMinPerSecond(), BY_TRAFFIC),
				leaves.optional("retry.budget.cap", (client) -> client.getRetry().getBudget().getCap(), BY_TRAFFIC));
	}

}
