package dev.lifeguard.call;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.leak.LeakProof;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

/**
 * A connect that is made by the test: it asks for the call's permit, and remembers what
 * it is told.
 */
public final class TestConnect implements PendingConnect {

	private static final URI HERE = URI.create("http://localhost:1/");

	private final Call call;

	private final List<Throwable> told = new ArrayList<>();

	private int cancelled;

	private TestConnect(Call call) {
		this.call = call;
	}

	/**
	 * Ask for the permit of a new call.
	 */
	public static TestConnect of(ManagedClient client) {
		return of(client.call("GET", HERE, null, null));
	}

	/**
	 * Ask for the permit of a call.
	 */
	public static TestConnect of(Call call) {
		TestConnect connect = new TestConnect(call);
		call.begin(connect).acquire();
		call.asked();
		return connect;
	}

	/**
	 * Let a call wait for its next attempt.
	 */
	public static void waits(CallAttempts attempts) {
		attempts.client().activeCalls().waits(attempts);
	}

	/**
	 * Let a call wait no longer.
	 */
	public static void waitsNoMore(CallAttempts attempts) {
		attempts.client().activeCalls().waitsNoMore(attempts);
	}

	public Call call() {
		return this.call;
	}

	/**
	 * Let the call have a connection.
	 */
	public void bind(Channel channel) {
		this.call.bind(channel);
	}

	/**
	 * Let the response of the call begin.
	 */
	public void responded(Connection response) {
		this.call.responded(response);
	}

	/**
	 * Find the response of the call leaked.
	 */
	public void leaked() {
		this.call.leaked(LeakProof.UNREAD);
	}

	/**
	 * Let the caller go away.
	 */
	public void cancel() {
		this.call.cancelled();
	}

	/**
	 * Return what the caller was told.
	 */
	public List<Throwable> told() {
		return this.told;
	}

	/**
	 * Return how often the transport was told that no connection is wanted.
	 */
	public int cancelled() {
		return this.cancelled;
	}

	@Override
	public void granted() {
		this.call.granted();
	}

	@Override
	public void refused(Reason reason) {
		if (this.call.refused()) {
			this.told.add(this.call.refusal(reason));
		}
	}

	@Override
	public void cancelTransport() {
		this.cancelled++;
	}

	@Override
	public void tellAfterRelease(Throwable failure, @Nullable EventLoop loop) {
		this.told.add(failure);
	}

}
