package dev.lifeguard.client.blocking;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.RequestHead;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Checked headers of a request: iterating over Spring's is expensive, so it is done once
 * for both the check and the copy.
 */
final class Headers {

	private final List<String> names = new ArrayList<>();

	private final List<List<String>> values = new ArrayList<>();

	private Headers() {
	}

	/**
	 * Check a request's head.
	 * @return its headers
	 * @throws IllegalArgumentException if the request cannot be sent
	 */
	static Headers checked(HttpMethod method, URI uri, HttpHeaders headers) {
		Headers checked = new Headers();
		RequestHead.check(method.name(), uri, (check) -> headers.forEach((name, values) -> {
			check.accept(name, values);
			checked.names.add(name);
			checked.values.add(values);
		}));
		return checked;
	}

	void copyTo(io.netty.handler.codec.http.HttpHeaders target) {
		for (int index = 0; index < this.names.size(); index++) {
			target.set(this.names.get(index), this.values.get(index));
		}
	}

}
