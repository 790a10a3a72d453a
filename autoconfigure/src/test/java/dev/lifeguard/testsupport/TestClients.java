package dev.lifeguard.testsupport;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.lifeguard.call.tell.Teller;
import dev.lifeguard.client.BlockOnEventLoop;
import dev.lifeguard.client.ClientResources;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Customizations;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.diagnosis.PoolExaminer;
import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.Order;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.limit.Share;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.ResponseSettings;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Makes clients without an application context, on a clock and a timer of the test's.
 *
 * @since 0.1.0
 */
public final class TestClients {

	private static final String NAME = "test";

	private static final int CONNECTIONS = 2;

	private TestClients() {
	}

	/**
	 * Create a client with the standard timeouts that never retries.
	 * @param clock the clock
	 * @param timer the timer
	 * @return the client
	 */
	public static ManagedClient create(ManualNanoClock clock, ManualTimer timer) {
		return of(settings(NAME), clock, timer);
	}

	/**
	 * Create a client with the standard timeouts that follows redirects.
	 * @param clock the clock
	 * @param timer the timer
	 * @return the client
	 */
	public static ManagedClient following(ManualNanoClock clock, ManualTimer timer) {
		return create(settings(NAME), clock, timer, (provider) -> HttpClient.create(provider).followRedirect(true),
				Retries.NONE);
	}

	/**
	 * Create a client with the standard timeouts that repeats failed attempts at once.
	 * @param clock the clock
	 * @param timer the timer
	 * @param numbered whether a retry carries its number
	 * @return the client
	 */
	public static ManagedClient retrying(ManualNanoClock clock, ManualTimer timer, boolean numbered) {
		RetrySettings standard = RetrySettings.DEFAULTS;
		RetrySettings retries = new RetrySettings(true, standard.maxAttempts(), standard.statuses(), standard.methods(),
				standard.backoff(), standard.budget(), numbered);
		return create(settings(NAME, retries, LimitSettings.DEFAULTS), clock, timer, HttpClient::create,
				Retries.of(retries, RetryRule.of(retries), new Retries.Sources(clock, InstantSource.system(), () -> 0),
						(failure) -> {
							throw new AssertionError(failure);
						}));
	}

	/**
	 * Create a client that never retries.
	 * @param settings its settings
	 * @param clock the clock
	 * @param timer the timer
	 * @return the client
	 */
	public static ManagedClient of(ClientSettings settings, ManualNanoClock clock, ManualTimer timer) {
		return create(settings, clock, timer, HttpClient::create, Retries.NONE);
	}

	/**
	 * Create a client that never retries and shares a budget.
	 * @param settings its settings
	 * @param share its share
	 * @param clock the clock
	 * @param timer the timer
	 * @return the client
	 */
	public static ManagedClient sharing(ClientSettings settings, Share share, ManualNanoClock clock,
			ManualTimer timer) {
		return new ManagedClient(settings, resources(clock, timer), HttpClient::create, Customizations.NONE,
				Retries.NONE, share);
	}

	/**
	 * Return the settings of a client that has two connections and nothing else of its
	 * own.
	 * @param name the client's name
	 * @return the settings
	 */
	public static ClientSettings settings(String name) {
		return settings(name, RetrySettings.DEFAULTS, LimitSettings.DEFAULTS);
	}

	/**
	 * Return the settings of a client that has two connections and a limit.
	 * @param name the client's name
	 * @param limit its limit
	 * @return the settings
	 */
	public static ClientSettings settings(String name, LimitSettings limit) {
		return settings(name, RetrySettings.DEFAULTS, limit);
	}

	/**
	 * Return the settings of a client that has two connections, and calls that matter
	 * more or less.
	 * @param name the client's name
	 * @param priority how much they do
	 * @return the settings
	 */
	public static ClientSettings settings(String name, Priority priority) {
		ClientSettings standard = settings(name);
		GateSettings gate = new GateSettings(standard.gate().maxPending(), standard.gate().acquireTimeout(),
				standard.gate().order(), priority);
		return new ClientSettings(name, standard.baseUrl(), standard.protocol(), standard.defaultHeaders(),
				standard.pool(), gate, standard.limit(), standard.fleet(), standard.timeouts(), standard.response(),
				standard.retry(), standard.leaks(), standard.effective(), standard.advice());
	}

	private static ClientSettings settings(String name, RetrySettings retries, LimitSettings limit) {
		PoolSettings pool = new PoolSettings(CONNECTIONS, CONNECTIONS, PoolSettings.DEFAULT_MAX_IDLE_TIME,
				PoolSettings.DEFAULT_MAX_LIFE_TIME, PoolSettings.DEFAULT_EVICT_INTERVAL);
		return new ClientSettings(name, null, Protocol.HTTP1, Map.of(), pool,
				new GateSettings(CONNECTIONS, Duration.ofSeconds(1), Order.FIFO), limit, FleetSettings.DEFAULTS,
				TimeoutSettings.DEFAULTS, ResponseSettings.DEFAULTS, retries,
				new LeakSettings(TimeoutSettings.DEFAULTS.response(), LeakSettings.DEFAULT_ACTION,
						LeakSettings.DEFAULT_CAPTURE),
				Map.of(), List.of());
	}

	private static ManagedClient create(ClientSettings settings, ManualNanoClock clock, ManualTimer timer,
			Function<ConnectionProvider, HttpClient> transport, Retries retries) {
		return new ManagedClient(settings, resources(clock, timer), transport, Customizations.NONE, retries);
	}

	private static ClientResources resources(ManualNanoClock clock, ManualTimer timer) {
		return new ClientResources(clock, timer, PoolExaminer::new, BlockOnEventLoop.FAIL, new Teller(Runnable::run));
	}

}
