package dev.lifeguard.transport;

import java.time.Duration;
import java.util.Map;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.handler.timeout.TimeoutException;
import io.netty.handler.timeout.WriteTimeoutException;
import io.netty.handler.timeout.WriteTimeoutHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Handler that notes which time limit of the application a connection has passed: all of
 * them fail with the same two exceptions, which pass by here.
 * <p>
 * A connection has it twice. The library's handler for a response timeout comes before
 * the first, what the application adds comes between the two.
 *
 * @since 0.1.0
 */
@Sharable
public final class LimitWitness extends ChannelInboundHandlerAdapter {

	private static final String FIRST = NettyPipeline.LEFT + "lifeguardLimits";

	private static final String SECOND = NettyPipeline.RIGHT + "lifeguardLimits";

	private static final String BY_CUSTOMIZER = " of an HttpClientCustomizer";

	private static final String BY_REQUEST = " of the request";

	private static final String BY_ONE_OF_BOTH = " set on the request or by an HttpClientCustomizer";

	private final boolean customized;

	private final @Nullable Duration responseTimeout;

	/**
	 * Create a witness.
	 * @param customized whether the client has customizers
	 * @param responseTimeout the response timeout that they set, if they do
	 */
	public LimitWitness(boolean customized, @Nullable Duration responseTimeout) {
		this.customized = customized;
		this.responseTimeout = responseTimeout;
	}

	/**
	 * Say that a customizer sets a limit.
	 * @param limit the kind of limit
	 * @return the limit in words
	 */
	public static String byCustomizer(String limit) {
		return "a " + limit + BY_CUSTOMIZER;
	}

	/**
	 * Watch a connection, or a stream: nothing is added to that but by its request.
	 * @param channel the connection's channel
	 */
	public void watch(Channel channel) {
		ChannelPipeline pipeline = channel.pipeline();
		String codec = (channel.parent() == null) ? lastCodec(pipeline) : null;
		if (codec != null) {
			pipeline.addAfter(codec, FIRST, this);
		}
		pipeline.addBefore(NettyPipeline.ReactiveBridge, SECOND, this);
	}

	private static @Nullable String lastCodec(ChannelPipeline pipeline) {
		String last = null;
		for (String name : pipeline.names()) {
			last = name.startsWith(NettyPipeline.LEFT) ? name : last;
		}
		return last;
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		PassedLimit passed = (failure instanceof TimeoutException timeout) ? passed(context, timeout) : null;
		if (passed != null) {
			passed.noteOn(context.channel());
		}
		context.fireExceptionCaught(failure);
	}

	/**
	 * Return the limit of the handlers between the witness before, if there is one, and
	 * this one. The shortest of several is the first to be passed.
	 */
	private @Nullable PassedLimit passed(ChannelHandlerContext context, TimeoutException failure) {
		PassedLimit passed = null;
		for (Map.Entry<String, ChannelHandler> handler : context.pipeline()) {
			if (handler.getKey().equals(context.name())) {
				return passed;
			}
			PassedLimit limit = (failure instanceof WriteTimeoutException) ? ofWrites(handler.getValue())
					: ofReads(handler.getKey(), handler.getValue());
			boolean isFirst = limit != null && (passed == null || limit.isShorterThan(passed));
			passed = handler.getKey().equals(FIRST) ? null : (isFirst ? limit : passed);
		}
		return passed;
	}

	private @Nullable PassedLimit ofReads(String name, ChannelHandler handler) {
		if (!(handler instanceof ReadTimeoutHandler reads)) {
			return null;
		}
		Duration limit = Duration.ofMillis(reads.getReaderIdleTimeInMillis());
		boolean isResponseTimeout = name.equals(NettyPipeline.ResponseTimeoutHandler);
		boolean isCustomizers = isResponseTimeout && limit.equals(this.responseTimeout);
		return new PassedLimit(null, limit, (isResponseTimeout ? "a response timeout" : "a ReadTimeoutHandler")
				+ (isCustomizers ? BY_CUSTOMIZER : origin()));
	}

	private String origin() {
		return this.customized ? BY_ONE_OF_BOTH : BY_REQUEST;
	}

	/**
	 * The handler tells nobody how long it waits.
	 */
	private @Nullable PassedLimit ofWrites(ChannelHandler handler) {
		return (handler instanceof WriteTimeoutHandler)
				? new PassedLimit(null, null, "a WriteTimeoutHandler" + origin()) : null;
	}

}
