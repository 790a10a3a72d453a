package dev.lifeguard.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;

import javax.net.ssl.SSLException;

import dev.lifeguard.call.life.Verdict;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Limit;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.Echo;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.ResponseHeaderTooLargeException;
import dev.lifeguard.failure.ResponseReclaimedException;
import dev.lifeguard.failure.StaleConnectionException;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.transport.CleanCause;
import dev.lifeguard.transport.ConnectLimits;
import dev.lifeguard.transport.HeaderLimits;
import dev.lifeguard.transport.LimitWitness;
import dev.lifeguard.transport.LoopsShutDown;
import dev.lifeguard.transport.PassedLimit;
import dev.lifeguard.transport.UnresolvedNameException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;

/**
 * Translation of the transport's failures into those of one call: an expired limit is
 * named, and failures without a clear message get one.
 */
final class CallFailures {

	/** The library keeps the type in a package of its own internals. */
	private static final String POOL_TIMEOUT = "PoolAcquireTimeoutException";

	private final Calls client;

	private final String remote;

	private final Duration elapsed;

	CallFailures(Calls client, String remote, Duration elapsed) {
		this.client = client;
		this.remote = remote;
		this.elapsed = elapsed;
	}

	/**
	 * Return whether the pool beneath the gate had no socket in time.
	 */
	static boolean isPoolTimeout(Throwable failure) {
		return failure.getClass().getSimpleName().equals(POOL_TIMEOUT);
	}

	/**
	 * Return whether a failure has our words already.
	 */
	static boolean isOurs(Throwable failure) {
		return failure instanceof CallTimeoutException || failure instanceof StaleConnectionException
				|| failure instanceof ResponseReclaimedException || failure instanceof PoolExhaustedException
				|| failure instanceof ResponseHeaderTooLargeException;
	}

	/**
	 * Return whether a failure that nothing was made of is none of the connection's: a
	 * hook of the application's runs inside of it.
	 */
	boolean isForeign(Throwable failure, Call call) {
		boolean connects = call.channel() == null || call.isConnecting() || failure instanceof SocketException
				|| failure instanceof UnknownHostException;
		return !connects && !isOurs(failure) && !isWorded(failure);
	}

	private boolean isWorded(Throwable failure) {
		String message = failure.getMessage();
		return message != null && message.startsWith(where());
	}

	/**
	 * Put a failure of the call into its words. The application's own is returned as it
	 * is.
	 * @param failure what the transport reports
	 * @param call the call
	 */
	Throwable translated(Throwable failure, Call call) {
		Verdict verdict = call.life().verdict();
		Throwable applications = call.applicationsFailure();
		if (applications != null && !verdict.isOurs()) {
			return applications;
		}
		if (isOurs(failure)) {
			return failure;
		}
		if (isPoolTimeout(failure)) {
			return call.refusal(Reason.ACQUIRE_TIMEOUT);
		}
		return switch (verdict) {
			case EXPIRED -> expired(failure);
			case RECLAIMED -> reclaimed(failure);
			case CLIENT_CLOSED -> clientClosed(failure);
			default -> of(failure, call);
		};
	}

	private Throwable of(Throwable failure, Call call) {
		if (isWorded(failure)) {
			return failure;
		}
		Throwable tooLarge = HeaderLimits.passed(failure, call.channel(), this.client.name(), this.remote);
		if (tooLarge != null) {
			return tooLarge;
		}
		PassedLimit passed = passed(failure, call);
		if (passed != null) {
			return timedOut(passed, passed.phase(call.isResponded()), failure);
		}
		if (LoopsShutDown.explains(failure, call.latest())) {
			return call.resend().neverSent() ? neverSent(LoopsShutDown.WORDS, failure)
					: inWords(LoopsShutDown.WORDS, failure);
		}
		PooledSocket dead = call.deadSocket();
		return (dead != null) ? stale(dead, failure) : inWords(failure, call);
	}

	private @Nullable PassedLimit passed(Throwable failure, Call call) {
		PassedLimit noted = PassedLimit.of(call.latest(), call);
		if (noted != null) {
			return noted;
		}
		if (failure instanceof UnresolvedNameException name) {
			return name.passed();
		}
		if (failure instanceof ConnectTimeoutException) {
			return ConnectLimits.ofConnect(call.connecting(), this.client.timeouts().connect());
		}
		// of a handler that does not say how long it waits
		return (failure instanceof TimeoutException) ? new PassedLimit(null, null, LimitWitness.byCustomizer("handler"))
				: null;
	}

	private CallTimeoutException timedOut(PassedLimit passed, Phase phase, Throwable cause) {
		String setting = passed.setting();
		Duration time = (passed.time() != null) ? passed.time() : this.elapsed;
		if (setting == null) {
			return timedOut(phase, time, cause);
		}
		Limit limit = new Limit(time, setting);
		return new CallTimeoutException(this.client.name(), this.remote, phase, this.elapsed, limit, cause);
	}

	CallTimeoutException expired(@Nullable Throwable cause) {
		return timedOut(Phase.CALL, this.client.timeouts().call(), cause);
	}

	IOException clientClosed(@Nullable Throwable cause) {
		return new IOException(
				where() + "the client is shut down, and timeout.call=0s leaves nothing else to end the call", cause);
	}

	ResponseReclaimedException reclaimed(@Nullable Throwable cause) {
		return new ResponseReclaimedException(this.client.name(), this.remote,
				this.client.leakWatch().settings().threshold(), cause);
	}

	private StaleConnectionException stale(PooledSocket socket, Throwable cause) {
		Duration idle = Duration.ofNanos(Math.max(0, socket.idleNanos() - this.elapsed.toNanos()));
		return new StaleConnectionException(this.client.name(), this.remote, Duration.ofNanos(socket.ageNanos()), idle,
				cause);
	}

	CallTimeoutException timedOut(Phase phase, Duration limit, @Nullable Throwable cause) {
		return new CallTimeoutException(this.client.name(), this.remote, phase, this.elapsed, limit, cause);
	}

	private Throwable inWords(Throwable failure, Call call) {
		boolean applications = call.channel() != null && !isLibrarys(failure) && !isTransports(failure);
		String scarce = applications ? null : LocalShortage.of(failure);
		return (scarce != null) ? neverSent(scarce, failure) : notScarce(failure, call);
	}

	private Throwable notScarce(Throwable failure, Call call) {
		if (failure instanceof UnresolvedNameException) {
			return new UnknownHostException(where() + reported(failure)).initCause(failure.getCause());
		}
		if (failure instanceof ProxyConnectException) {
			return neverSent("the proxy did not let the call through", failure);
		}
		if (call.channel() == null) {
			return beforeConnection(failure);
		}
		if (isLost(failure)) {
			return inWords("the connection was closed" + moment(failure, call), failure);
		}
		if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
			return inWords("TLS failed after the handshake", failure);
		}
		return isTransports(failure) ? inWords("the response is malformed", failure) : failure;
	}

	/**
	 * The failure cannot mention a response, because there was no request.
	 */
	private Throwable beforeConnection(Throwable failure) {
		if (failure instanceof ClosedChannelException) {
			return new IOException(where() + "the connection was closed while it was being set up", failure);
		}
		if (isWithoutStreams(failure)) {
			return new IOException(
					where() + "the peer allows no more streams on its HTTP/2 connections " + "(MAX_CONCURRENT_STREAMS)",
					failure);
		}
		boolean known = failure instanceof IOException && !isInternal(failure);
		return (known || !isTransports(failure)) ? failure : inWords("no connection could be set up", failure);
	}

	/**
	 * The library says it in words only, and names its own objects in them.
	 */
	private static boolean isWithoutStreams(Throwable failure) {
		String message = failure.getMessage();
		return failure instanceof IOException && message != null && message.contains("Max active streams");
	}

	private static String moment(Throwable failure, Call call) {
		if (call.isResponded()) {
			return " in the middle of the response";
		}
		if (call.resend().isAnswering()) {
			return " in the middle of the response's head";
		}
		if (call.resend().isSpoilt()) {
			return ", because bytes arrived on it that belong to no response";
		}
		boolean sending = failure instanceof ClosedChannelException || failure instanceof AbortedException;
		return sending ? " while the request was sent" : " before the response began";
	}

	private static boolean isLost(Throwable failure) {
		return failure instanceof ClosedChannelException || failure.getClass() == SocketException.class
				|| failure instanceof PrematureCloseException || failure instanceof NativeIoException
				|| failure instanceof PrematureChannelClosureException || failure instanceof AbortedException
				|| isOfChannel(failure);
	}

	/**
	 * The JDK has no type of its own for what ends a channel.
	 */
	private static boolean isOfChannel(Throwable failure) {
		StackTraceElement[] stack = failure.getStackTrace();
		return failure.getClass() == IOException.class && stack.length > 0
				&& stack[0].getClassName().startsWith("sun.nio.ch.");
	}

	private IOException inWords(String what, Throwable failure) {
		return new IOException(where() + what + ": " + reported(failure), CleanCause.of(failure));
	}

	/**
	 * Nothing of the request was sent, which the type says.
	 */
	private Throwable neverSent(String what, Throwable failure) {
		return new ConnectException(where() + what + ": " + reported(failure)).initCause(CleanCause.of(failure));
	}

	private static String reported(Throwable failure) {
		String message = failure.getMessage();
		return Echo.ofReport((message != null) ? message : failure.getClass().getSimpleName());
	}

	/**
	 * Return whether a failure was made by the transport, and not by the application that
	 * runs inside of it. The decoder also throws exceptions of the JDK.
	 */
	private static boolean isTransports(Throwable failure) {
		return isInternal(failure) || (failure instanceof RuntimeException && Arrays.stream(failure.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((caller) -> !caller.startsWith("java."))
			.findFirst()
			.filter((caller) -> caller.startsWith("io.netty."))
			.isPresent());
	}

	private static boolean isInternal(Throwable failure) {
		// those of a connect name the address
		return isLibrarys(failure) && !(failure instanceof SocketException);
	}

	private static boolean isLibrarys(Throwable failure) {
		String type = failure.getClass().getName();
		return type.startsWith("io.netty.") || type.startsWith("reactor.netty.");
	}

	private String where() {
		return "client=%s remote=%s: ".formatted(this.client.name(), this.remote);
	}

}
