package dev.lifeguard.sample.demo;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.http.codec.ServerSentEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link History}.
 */
class HistoryTests {

	private final History history = new History();

	@Test
	void pageThatDoesNotKeepUpIsDropped() {
		Page slow = new Page(1);
		Page quick = new Page(Long.MAX_VALUE);
		this.history.follow().subscribe(slow);
		this.history.follow().subscribe(quick);

		for (int t = 0; t < History.MOST_BEHIND + 2; t++) {
			add(t);
		}
		slow.request(Long.MAX_VALUE);

		assertThat(slow.complete).isTrue();
		assertThat(slow.events).isEqualTo(1 + History.MOST_BEHIND);
		assertThat(quick.complete).isFalse();
		assertThat(quick.events).isEqualTo(1 + History.MOST_BEHIND + 2);
		this.history.close();
		assertThat(quick.complete).isTrue();
	}

	@Test
	void tenMinutesAreKept() {
		for (int t = 0; t < History.MOST_POINTS + 5; t++) {
			add(t);
		}

		Points points = (Points) this.history.follow().blockFirst().data();

		assertThat(points.points()).hasSize(1200);
		assertThat(points.points().get(0).t()).isEqualTo(5);
	}

	private void add(int t) {
		SidePoint side = new SidePoint(0, 0, 0, 0, null, null, 0, 0, 0, 0, 1, new BackendPoint(0, 0, 1),
				new BatchPoint(0, 0), null, null, null);
		this.history.add(new Point(t, 0, List.of(), false, false, side, side, null));
	}

	/**
	 * A page that asks for a number of events.
	 */
	private static final class Page extends BaseSubscriber<ServerSentEvent<Object>> {

		private final long asks;

		private int events;

		private boolean complete;

		private Page(long asks) {
			this.asks = asks;
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			request(this.asks);
		}

		@Override
		protected void hookOnNext(ServerSentEvent<Object> event) {
			this.events++;
		}

		@Override
		protected void hookOnComplete() {
			this.complete = true;
		}

	}

}
