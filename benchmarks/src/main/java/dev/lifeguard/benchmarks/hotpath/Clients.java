package dev.lifeguard.benchmarks.hotpath;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import dev.lifeguard.client.ClientResources;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Customizations;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.diagnosis.PoolExaminer;
import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.time.TimerThread;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.ResponseSettings;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The clients that are compared: all with the same bound, none of them asking for
 * compression, everything else as it comes.
 */
final class Clients {

	static final String URL_PROPERTY = "lifeguard.benchmarks.url";

	private static final int BOUND = 64;

	private Clients() {
	}

	static URI uri() {
		return URI.create(System.getProperty(URL_PROPERTY));
	}

	static ManagedClient lifeguard() {
		PoolSettings pool = new PoolSettings(BOUND, BOUND, PoolSettings.DEFAULT_MAX_IDLE_TIME,
				PoolSettings.DEFAULT_MAX_LIFE_TIME, PoolSettings.DEFAULT_EVICT_INTERVAL);
		GateSettings gate = new GateSettings(2 * BOUND, GateSettings.DEFAULT_ACQUIRE_TIMEOUT,
				GateSettings.DEFAULT_ORDER);
		ClientSettings settings = new ClientSettings("benchmark", null, Protocol.HTTP1, Map.of(), pool, gate,
				LimitSettings.DEFAULTS, FleetSettings.DEFAULTS, TimeoutSettings.DEFAULTS, ResponseSettings.DEFAULTS,
				RetrySettings.DEFAULTS, new LeakSettings(TimeoutSettings.DEFAULTS.response(),
						LeakSettings.DEFAULT_ACTION, LeakSettings.DEFAULT_CAPTURE),
				Map.of(), List.of());
		return new ManagedClient(settings, new ClientResources(System::nanoTime, new TimerThread(), PoolExaminer::new),
				HttpClient::create, Customizations.NONE, retries());
	}

	private static Retries retries() {
		RetrySettings settings = RetrySettings.DEFAULTS;
		return Retries.of(settings, RetryRule.of(settings),
				new Sources(System::nanoTime, InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble()),
				Throwable::printStackTrace);
	}

	static ReactorClientHttpConnector bare() {
		return new ReactorClientHttpConnector(HttpClient.create(ConnectionProvider.create("bare", BOUND)));
	}

	static BareRequestFactory bareBlocking() {
		return new BareRequestFactory(HttpClient.create(ConnectionProvider.create("bare-blocking", BOUND)));
	}

	static ReactorClientHttpRequestFactory bridge() {
		return new ReactorClientHttpRequestFactory(HttpClient.create(ConnectionProvider.create("bridge", BOUND)));
	}

	static HttpComponentsClientHttpRequestFactory apache() {
		PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnTotal(BOUND)
			.setMaxConnPerRoute(BOUND)
			.build();
		return new HttpComponentsClientHttpRequestFactory(
				HttpClients.custom().setConnectionManager(connections).disableContentCompression().build());
	}

}
