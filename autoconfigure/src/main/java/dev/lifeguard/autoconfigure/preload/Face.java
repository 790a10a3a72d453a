package dev.lifeguard.autoconfigure.preload;

import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolExhaustedException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A client as {@code RestClient} or as {@code WebClient}.
 */
interface Face {

	/**
	 * Return a client's faces for which there are classes.
	 */
	static List<Face> present(ManagedClient client) {
		List<Face> present = new ArrayList<>();
		if (isPresent("org.springframework.web.client.RestClient")) {
			present.add(new BlockingFace(client));
		}
		if (isPresent("org.springframework.web.reactive.function.client.WebClient")) {
			present.add(new ReactiveFace(client));
		}
		return present;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, Face.class.getClassLoader());
	}

	/**
	 * Make a call and read what is answered.
	 */
	void call();

	/**
	 * Make a call while another one has the only connection, and end that one unread.
	 * @return what the call is told
	 */
	PoolExhaustedException refusal();

	/**
	 * Make a call with a body, which is written as JSON.
	 */
	void send(Object body);

	/**
	 * Return the refusal that is the cause of what a call throws.
	 */
	static PoolExhaustedException refusal(Throwable failure) {
		if (failure.getCause() instanceof PoolExhaustedException refusal) {
			return refusal;
		}
		throw notRefused(failure);
	}

	static IllegalStateException notRefused(@Nullable Throwable failure) {
		return new IllegalStateException("A call was not refused though there was no connection", failure);
	}

}
