package dev.lifeguard.call.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.lifeguard.call.ChannelTurn;
import dev.lifeguard.client.ClientResources;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Customizations;
import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.reactive.LeasedConnector;
import dev.lifeguard.diagnosis.PoolExaminer;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.leak.LeakWatch;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.Order;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.time.TimerThread;
import dev.lifeguard.transport.LimitWitness;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.ResponseSettings;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.server.HttpServer;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link TurnHandler}.
 */
class TurnHandlerTests {

	private static final Duration LIMIT = Duration.ofMillis(300);

	private final TimerThread timer = new TimerThread();

	private DisposableServer server;

	@BeforeEach
	void startServer() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).route((routes) -> {
			routes.get("/fast", (request, response) -> response.sendString(Mono.just("fast")));
			routes.get("/late",
					(request, response) -> response.sendString(Mono.delay(LIMIT.multipliedBy(2)).thenReturn("late")));
			routes.get("/dripping", (request, response) -> response
				.sendString(Flux.interval(LIMIT.dividedBy(3)).take(6).map(String::valueOf), StandardCharsets.UTF_8));
			routes.get("/silent", (request, response) -> response.sendString(Mono.never()));
			routes.get("/stalled",
					(request, response) -> response.send(ByteBufFlux.fromString(
							Flux.interval(LIMIT.dividedBy(3)).take(2).map(String::valueOf).concatWith(Mono.never())),
							(bytes) -> true));
		}).bindNow();
	}

	@AfterEach
	void stop() {
		this.server.disposeNow();
		this.timer.close();
	}

	@Test
	void endsCallWithoutResponse() {
		assertTimedOut(() -> get(client(), "/silent"), Phase.FIRST_BYTE);
	}

	@Test
	void endsCallWhoseBodyStalls() {
		assertTimedOut(() -> get(client(), "/stalled"), Phase.BODY);
	}

	@Test
	void endsLaterCallOfConnection() {
		WebClient client = client();
		get(client, "/fast");
		get(client, "/fast");
		assertTimedOut(() -> get(client, "/silent"), Phase.FIRST_BYTE);
	}

	@Test
	void readsCount() {
		assertThat(get(client(), "/dripping")).isEqualTo("012345");
	}

	@Test
	void idleConnectionStaysOpen() {
		WebClient client = client();
		String connection = connection(client);
		Mono.delay(LIMIT.multipliedBy(2)).block();
		assertThat(connection(client)).isEqualTo(connection);
	}

	@Test
	void limitOfRequestCountsInstead() {
		assertThat(client().get().uri(uri("/late")).httpRequest((request) -> {
			HttpClientRequest http = request.getNativeRequest();
			http.responseTimeout(LIMIT.multipliedBy(10));
		}).retrieve().bodyToMono(String.class).block()).isEqualTo("late");
	}

	@Test
	void limitOfCustomizerCountsInstead() {
		WebClient client = client((name, http) -> http.responseTimeout(LIMIT.multipliedBy(10)));
		assertThat(get(client, "/late")).isEqualTo("late");
	}

	/**
	 * A stream hands over what it has while it is asked for more, and the application may
	 * have enough then.
	 */
	@Test
	void askingAfterPauseCountsWhenTheLastAskWasAnsweredAtOnce() {
		AtomicLong now = new AtomicLong();
		EmbeddedChannel channel = new EmbeddedChannel(new AnswersWhileAsked());
		channel.config().setAutoRead(false);
		channel.pipeline().addLast(NettyPipeline.ReactiveBridge, new ChannelDuplexHandler());
		LeakWatch leaks = new LeakWatch(
				new LeakSettings(LIMIT, LeakSettings.DEFAULT_ACTION, LeakSettings.DEFAULT_CAPTURE));
		TurnHandler.on(channel, new WatchStarter(LIMIT.toNanos(), leaks, new LimitWitness(false, null), now::get))
			.requestBegins();
		channel.config().setAutoRead(true);
		channel.config().setAutoRead(false);
		now.addAndGet(LIMIT.toNanos() / 2);
		assertThat(ChannelTurn.quietNanos(channel)).isEqualTo(LIMIT.toNanos() / 2);
		channel.config().setAutoRead(true);
		assertThat(ChannelTurn.quietNanos(channel)).isZero();
		channel.finishAndReleaseAll();
	}

	private static void assertTimedOut(ThrowingCallable call, Phase phase) {
		assertThatThrownBy(call).hasRootCauseInstanceOf(ReadTimeoutException.class)
			.satisfies((failure) -> assertThat(timeout(failure).getPhase()).isEqualTo(phase));
	}

	private static CallTimeoutException timeout(Throwable failure) {
		Throwable current = failure;
		while (!(current instanceof CallTimeoutException)) {
			current = current.getCause();
		}
		return (CallTimeoutException) current;
	}

	private String get(WebClient client, String path) {
		return client.get().uri(uri(path)).retrieve().bodyToMono(String.class).block();
	}

	private String connection(WebClient client) {
		StringBuilder connection = new StringBuilder();
		client.get().uri(uri("/fast")).httpRequest((request) -> {
			HttpClientRequest http = request.getNativeRequest();
			connection.append(((Connection) http).channel().id());
		}).retrieve().toBodilessEntity().block();
		return connection.toString();
	}

	private String uri(String path) {
		return "http://127.0.0.1:" + this.server.port() + path;
	}

	private WebClient client(HttpClientCustomizer... customizers) {
		PoolSettings pool = new PoolSettings(2, 2, PoolSettings.DEFAULT_MAX_IDLE_TIME,
				PoolSettings.DEFAULT_MAX_LIFE_TIME, PoolSettings.DEFAULT_EVICT_INTERVAL);
		GateSettings gate = new GateSettings(2, Duration.ofSeconds(1), Order.FIFO);
		TimeoutSettings timeouts = new TimeoutSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), LIMIT,
				Duration.ofSeconds(10));
		ClientSettings settings = new ClientSettings("watched", null, Protocol.HTTP1, Map.of(), pool, gate,
				LimitSettings.DEFAULTS, FleetSettings.DEFAULTS, timeouts, ResponseSettings.DEFAULTS,
				RetrySettings.DEFAULTS,
				new LeakSettings(timeouts.response(), LeakSettings.DEFAULT_ACTION, LeakSettings.DEFAULT_CAPTURE),
				Map.of(), List.of());
		ManagedClient client = new ManagedClient(settings,
				new ClientResources(System::nanoTime, this.timer, PoolExaminer::new), HttpClient::create,
				new Customizations(List.of(customizers), List.of()), Retries.NONE);
		return WebClient.builder().clientConnector(new LeasedConnector(client)).build();
	}

	/**
	 * Has one piece of a body, and hands it over before the ask for it returns.
	 */
	private static final class AnswersWhileAsked extends ChannelDuplexHandler {

		private boolean answered;

		@Override
		public void read(ChannelHandlerContext context) {
			if (!this.answered && context.channel().config().isAutoRead()
					&& context.pipeline().get(TurnHandler.class) != null) {
				this.answered = true;
				context.fireChannelRead(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
				context.fireChannelReadComplete();
			}
			context.read();
		}

	}

}
