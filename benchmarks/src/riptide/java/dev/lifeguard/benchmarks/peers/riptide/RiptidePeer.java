package dev.lifeguard.benchmarks.peers.riptide;

import java.time.Duration;

import dev.lifeguard.benchmarks.load.Calls;
import dev.lifeguard.benchmarks.peers.Peer;
import dev.lifeguard.benchmarks.peers.Tuning;
import org.zalando.riptide.Http;
import org.zalando.riptide.Http.ConfigurationStage;
import org.zalando.riptide.OriginalStackTracePlugin;
import org.zalando.riptide.concurrent.ThreadPoolExecutors;
import org.zalando.riptide.httpclient.ApacheClientHttpRequestFactory;

/**
 * Riptide, put together as its starter does.
 *
 * @since 0.1.0
 */
public final class RiptidePeer implements Peer {

	private static final Duration THREADS_KEEP_ALIVE = Duration.ofMinutes(1);

	@Override
	public String name() {
		return "riptide";
	}

	@Override
	public Calls defaults(String baseUrl) {
		return new RiptideCalls(http(RiptideConnections.DEFAULTS, RiptideConnections.DEFAULTS.most(), baseUrl).build());
	}

	@Override
	public Calls tuned(String baseUrl) {
		return new RiptideCalls(http(RiptideConnections.TUNED, Tuning.CONNECTIONS + Tuning.PENDING, baseUrl)
			.plugins(RiptideTuning.plugins())
			.build());
	}

	// the starter has no queue, and by default as many threads as connections
	private static ConfigurationStage http(RiptideConnections connections, int threads, String baseUrl) {
		return Http.builder()
			.executor(ThreadPoolExecutors.builder()
				.elasticSize(1, threads)
				.keepAlive(THREADS_KEEP_ALIVE)
				.withoutQueue()
				.build())
			.requestFactory(new ApacheClientHttpRequestFactory(connections.httpClient()))
			.baseUrl(baseUrl)
			.plugin(new OriginalStackTracePlugin());
	}

}
