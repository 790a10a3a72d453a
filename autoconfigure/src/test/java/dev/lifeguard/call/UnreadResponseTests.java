package dev.lifeguard.call;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link UnreadResponse}.
 */
class UnreadResponseTests {

	private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

	@Test
	void responseThatNobodyHasIsFoundInTheQueue() {
		UnreadResponse unread = new Unread(new byte[1024], this.collected);
		await().until(() -> {
			System.gc();
			return this.collected.poll() == unread;
		});
		assertThat(unread.get()).isNull();
	}

	@Test
	void responseThatSomebodyHasIsNot() {
		Object response = new byte[1024];
		UnreadResponse unread = new Unread(response, this.collected);
		UnreadResponse dropped = new Unread(new byte[1024], this.collected);
		await().until(() -> {
			System.gc();
			return this.collected.poll() == dropped;
		});
		assertThat(unread.get()).isSameAs(response);
		Reference.reachabilityFence(response);
	}

	private static final class Unread extends UnreadResponse {

		Unread(Object response, ReferenceQueue<Object> collected) {
			super(response, collected);
		}

		@Override
		boolean isTaken() {
			return false;
		}

		@Override
		void collectedSoon() {
			// nobody is told here
		}

	}

}
