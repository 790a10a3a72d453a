package dev.lifeguard.client;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Limit;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.ResponseReclaimedException;
import dev.lifeguard.failure.StaleConnectionException;
import dev.lifeguard.pool.PooledSocket;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the transport reports into the words of one call: a limit that was passed
 * names itself, and what has no words of its own gets some.
 */
final class CallFailures {

	/** The library keeps the type in a package of its own internals. */
	private static final String POOL_TIMEOUT = "PoolAcquireTimeoutException";

	private final ManagedClient client;

	private final String remote;

	private final Duration elapsed;

	CallFailures(ManagedClient client, String remote, Duration elapsed) {
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
				|| failure instanceof ResponseReclaimedException || failure instanceof PoolExhaustedException;
	}

	/**
	 * Return the failure of a call that was neither over its time nor reclaimed.
	 * @param failure what the transport reports
	 * @param call the call
	 */
	Throwable of(Throwable failure, Call call) {
		PassedLimit passed = passed(failure, call);
		if (passed != null) {
			return timedOut(passed, passed.phase(call.isResponded()), failure);
		}
		PooledSocket dead = call.deadSocket(failure);
		return (dead != null) ? stale(dead, failure) : inWords(failure, call.channel() != null);
	}

	private @Nullable PassedLimit passed(Throwable failure, Call call) {
		PassedLimit noted = PassedLimit.of(call);
		if (noted != null) {
			return noted;
		}
		if (failure instanceof ConnectTimeoutException) {
			return ConnectLimits.ofConnect(call.connecting(), this.client.settings().timeouts().connect());
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
		return timedOut(Phase.CALL, this.client.settings().timeouts().call(), cause);
	}

	ResponseReclaimedException reclaimed(@Nullable Throwable cause) {
		return new ResponseReclaimedException(this.client.name(), this.remote,
				this.client.settings().leaks().threshold(), cause);
	}

	private StaleConnectionException stale(PooledSocket socket, Throwable cause) {
		Duration idle = Duration.ofNanos(Math.max(0, socket.idleNanos() - this.elapsed.toNanos()));
		return new StaleConnectionException(this.client.name(), this.remote, Duration.ofNanos(socket.ageNanos()), idle,
				cause);
	}

	private CallTimeoutException timedOut(Phase phase, Duration limit, @Nullable Throwable cause) {
		return new CallTimeoutException(this.client.name(), this.remote, phase, this.elapsed, limit, cause);
	}

	private Throwable inWords(Throwable failure, boolean connected) {
		if (failure instanceof ProxyConnectException) {
			return refusedByProxy(failure);
		}
		if (failure instanceof ClosedChannelException) {
			return new IOException(where() + "the connection was closed while "
					+ (connected ? "the request was sent" : "it was being set up"), failure);
		}
		if (failure instanceof RuntimeException && isNettys(failure)) {
			return new IOException(where() + "the response is malformed: " + failure.getMessage(), failure);
		}
		return failure;
	}

	/**
	 * Nothing of the request was sent, which the type says.
	 */
	private Throwable refusedByProxy(Throwable failure) {
		return new ConnectException(where() + "the proxy did not let the call through: " + failure.getMessage())
			.initCause(failure);
	}

	/**
	 * The decoder also throws exceptions of the JDK.
	 */
	private static boolean isNettys(Throwable failure) {
		return failure.getClass().getName().startsWith("io.netty.handler.codec")
				|| Arrays.stream(failure.getStackTrace())
					.map(StackTraceElement::getClassName)
					.filter((caller) -> !caller.startsWith("java."))
					.findFirst()
					.filter((caller) -> caller.startsWith("io.netty."))
					.isPresent();
	}

	private String where() {
		return "client=%s remote=%s: ".formatted(this.client.name(), this.remote);
	}

}
