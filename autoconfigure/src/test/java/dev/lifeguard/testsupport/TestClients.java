package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ClientResources;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Customizations;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.Protocol;
import dev.lifeguard.client.ResponseSettings;
import dev.lifeguard.deadline.TimeoutSettings;
import dev.lifeguard.diagnosis.PoolExaminer;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.LeakSettings;
import dev.lifeguard.lease.Order;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.RetrySettings;
import reactor.netty.http.client.HttpClient;

/**
 * Makes clients without an application context, on a clock and a timer of the test's.
 *
 * @since 0.1.0
 */
public final class TestClients {

	private static final int CONNECTIONS = 2;

	private TestClients() {
	}

	/**
	 * Create a client with the standard timeouts.
	 * @param clock the clock
	 * @param timer the timer
	 * @return the client
	 */
	public static ManagedClient create(ManualNanoClock clock, ManualTimer timer) {
		PoolSettings pool = new PoolSettings(CONNECTIONS, CONNECTIONS, PoolSettings.DEFAULT_MAX_IDLE_TIME,
				PoolSettings.DEFAULT_MAX_LIFE_TIME, PoolSettings.DEFAULT_EVICT_INTERVAL);
		ClientSettings settings = new ClientSettings("test", null, Protocol.HTTP1, Map.of(), pool,
				new GateSettings(CONNECTIONS, Duration.ofSeconds(1), Order.FIFO), TimeoutSettings.DEFAULTS,
				ResponseSettings.DEFAULTS, RetrySettings.DEFAULTS, new LeakSettings(TimeoutSettings.DEFAULTS.response(),
						LeakSettings.DEFAULT_ACTION, LeakSettings.DEFAULT_CAPTURE),
				Map.of(), List.of());
		return new ManagedClient(settings, new ClientResources(clock, timer, PoolExaminer::new), HttpClient::create,
				Customizations.NONE, Retries.NONE);
	}

}
