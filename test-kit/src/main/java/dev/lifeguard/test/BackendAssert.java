package dev.lifeguard.test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.test.backend.SeenRequest;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what a backend has seen.
 *
 * @since 0.1.0
 */
public final class BackendAssert extends AbstractAssert<BackendAssert, Backend> {

	private static final int SHOWN = 20;

	BackendAssert(Backend actual) {
		super(actual, BackendAssert.class);
	}

	/**
	 * Verify how many requests have arrived in this test.
	 * @param count how many
	 * @return this
	 */
	public BackendAssert hasRequests(int count) {
		return verify(present().requests() == count, Situation.count(count, "request"));
	}

	/**
	 * Verify that not too many requests have arrived in this test.
	 * @param most how many may have
	 * @return this
	 */
	public BackendAssert hasRequestsUpTo(int most) {
		return verify(present().requests() <= most, "no more than " + Situation.count(most, "request"));
	}

	/**
	 * Verify that never too many requests were unanswered at once in this test.
	 * @param most how many may have been
	 * @return this
	 */
	public BackendAssert hasAtOnceUpTo(int most) {
		return verify(present().mostAtOnce() <= most, "no more than " + Situation.count(most, "request") + " at once");
	}

	private Backend present() {
		isNotNull();
		return this.actual;
	}

	private BackendAssert verify(boolean met, String expected) {
		if (!met) {
			throw failure("%nExpected %s at the backend '%s', and there were %s, up to %s at once:%n  %s%n%s", expected,
					present().client(), present().requests(), present().mostAtOnce(), seen(),
					Situation.describeCurrent());
		}
		return this;
	}

	private String seen() {
		List<SeenRequest> requests = present().seen();
		int left = Math.max(0, requests.size() - SHOWN);
		Stream<String> before = (left > 0) ? Stream.of("(and %s before these)".formatted(left)) : Stream.empty();
		return Stream.concat(before, requests.stream().skip(left).map(Object::toString))
			.collect(Collectors.joining("%n  ".formatted()));
	}

}
