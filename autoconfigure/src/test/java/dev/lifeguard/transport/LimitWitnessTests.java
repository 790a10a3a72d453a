package dev.lifeguard.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.pool.Bound;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.handler.timeout.WriteTimeoutException;
import io.netty.handler.timeout.WriteTimeoutHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link LimitWitness}, on a pipeline as the library lays it.
 */
class LimitWitnessTests {

	private static final String METRICS = NettyPipeline.LEFT + "metrics";

	private final EmbeddedChannel channel = channel(null);

	@Test
	void responseTimeoutOfARequestIsTold() {
		new LimitWitness(false, null).watch(this.channel);
		responseTimeout(1000);
		fail(NettyPipeline.ResponseTimeoutHandler, ReadTimeoutException.INSTANCE);
		assertThat(passed()).isEqualTo(limit(1000, "a response timeout of the request"));
	}

	@Test
	void responseTimeoutOfACustomizerIsTold() {
		new LimitWitness(true, Duration.ofSeconds(1)).watch(this.channel);
		responseTimeout(1000);
		fail(NettyPipeline.ResponseTimeoutHandler, ReadTimeoutException.INSTANCE);
		assertThat(passed()).isEqualTo(limit(1000, "a response timeout of an HttpClientCustomizer"));
	}

	@Test
	void otherResponseTimeoutThanTheCustomizersMayBeAnybodys() {
		new LimitWitness(true, Duration.ofSeconds(2)).watch(this.channel);
		responseTimeout(1000);
		fail(NettyPipeline.ResponseTimeoutHandler, ReadTimeoutException.INSTANCE);
		assertThat(passed())
			.isEqualTo(limit(1000, "a response timeout set on the request or by an HttpClientCustomizer"));
	}

	@Test
	void shortestOfTheApplicationsHandlersIsTheFirstToBePassed() {
		new LimitWitness(false, null).watch(this.channel);
		responseTimeout(100);
		add("long", new ReadTimeoutHandler(3, TimeUnit.SECONDS));
		add("short", new ReadTimeoutHandler(2, TimeUnit.SECONDS));
		add("longest", new ReadTimeoutHandler(4, TimeUnit.SECONDS));
		fail("short", ReadTimeoutException.INSTANCE);
		assertThat(passed()).isEqualTo(limit(2000, "a ReadTimeoutHandler of the request"));
	}

	@Test
	void handlerIsNoResponseTimeoutThoughItWaitsAsLong() {
		new LimitWitness(true, Duration.ofSeconds(2)).watch(this.channel);
		add("reads", new ReadTimeoutHandler(2, TimeUnit.SECONDS));
		fail("reads", ReadTimeoutException.INSTANCE);
		assertThat(passed())
			.isEqualTo(limit(2000, "a ReadTimeoutHandler set on the request or by an HttpClientCustomizer"));
	}

	@Test
	void responseTimeoutIsNotTakenForAHandlerThatComesAfterIt() {
		new LimitWitness(false, null).watch(this.channel);
		responseTimeout(3000);
		add("short", new ReadTimeoutHandler(2, TimeUnit.SECONDS));
		fail(NettyPipeline.ResponseTimeoutHandler, ReadTimeoutException.INSTANCE);
		assertThat(passed()).isEqualTo(limit(3000, "a response timeout of the request"));
	}

	@Test
	void writeTimeoutIsToldWithoutItsTime() {
		new LimitWitness(true, null).watch(this.channel);
		add("reads", new ReadTimeoutHandler(2, TimeUnit.SECONDS));
		add("writes", new WriteTimeoutHandler(1, TimeUnit.SECONDS));
		fail("writes", WriteTimeoutException.INSTANCE);
		assertThat(passed()).isEqualTo(
				new PassedLimit(null, null, "a WriteTimeoutHandler set on the request or by an HttpClientCustomizer"));
	}

	@Test
	void timeoutOfNobodysHandlerIsNoLimit() {
		new LimitWitness(true, null).watch(this.channel);
		add("writes", new WriteTimeoutHandler(1, TimeUnit.SECONDS));
		fail(NettyPipeline.HttpCodec, ReadTimeoutException.INSTANCE);
		assertThat(passed()).isNull();
	}

	@Test
	void otherFailuresAreNoLimit() {
		new LimitWitness(true, null).watch(this.channel);
		add("reads", new ReadTimeoutHandler(2, TimeUnit.SECONDS));
		fail(NettyPipeline.HttpCodec, new IllegalStateException("reset"));
		assertThat(passed()).isNull();
	}

	@Test
	void witnessStandsAfterTheLastHandlerOfTheLibraryAndBeforeItsOperation() {
		new LimitWitness(true, null).watch(this.channel);
		assertThat(this.channel.pipeline().names()).startsWith(NettyPipeline.HttpCodec, METRICS,
				"reactor.left.lifeguardLimits", "reactor.right.lifeguardLimits", NettyPipeline.ReactiveBridge);
	}

	@Test
	void streamIsWatchedOnceForItsRequest() {
		EmbeddedChannel stream = channel(this.channel);
		new LimitWitness(true, null).watch(stream);
		assertThat(stream.pipeline().names()).startsWith(NettyPipeline.HttpCodec, METRICS,
				"reactor.right.lifeguardLimits", NettyPipeline.ReactiveBridge);
	}

	@Test
	void limitsAreCalledByTheirKind() {
		assertThat(LimitWitness.byCustomizer("connect timeout"))
			.isEqualTo("a connect timeout of an HttpClientCustomizer");
	}

	private static EmbeddedChannel channel(@Nullable Channel parent) {
		EmbeddedChannel channel = new EmbeddedChannel(parent, DefaultChannelId.newInstance(), true, false);
		channel.pipeline()
			.addLast(NettyPipeline.HttpCodec, new ChannelInboundHandlerAdapter())
			.addLast(METRICS, new ChannelInboundHandlerAdapter())
			.addLast(NettyPipeline.ReactiveBridge, new ChannelInboundHandlerAdapter());
		return channel;
	}

	private void responseTimeout(long millis) {
		this.channel.pipeline()
			.addBefore(NettyPipeline.HttpCodec, NettyPipeline.ResponseTimeoutHandler,
					new ReadTimeoutHandler(millis, TimeUnit.MILLISECONDS));
	}

	/**
	 * Add a handler where those of the application are.
	 */
	private void add(String name, ChannelHandler handler) {
		this.channel.pipeline().addBefore("reactor.right.lifeguardLimits", name, handler);
	}

	/**
	 * Let a handler fail, which the end of the pipeline hears of in any case.
	 */
	private void fail(String name, RuntimeException failure) {
		this.channel.pipeline().context(name).fireExceptionCaught(failure);
		assertThatExceptionOfType(failure.getClass()).isThrownBy(this.channel::checkException);
	}

	private static PassedLimit limit(long millis, String setting) {
		return new PassedLimit(null, Duration.ofMillis(millis), setting);
	}

	private @Nullable PassedLimit passed() {
		return PassedLimit.of(this.channel, new Bound() {

			@Override
			protected void unbound(Channel channel) {
				throw new AssertionError("nobody takes the connection away");
			}

		});
	}

}
