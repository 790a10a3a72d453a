package dev.lifeguard.lease;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Permits}.
 */
class PermitsTests {

	private final AtomicInteger bound = new AtomicInteger(2);

	private final Permits places = new Permits(this.bound::get);

	@Test
	void noMoreThanTheBoundAreTaken() {
		assertThat(this.places.tryTake(Priority.NORMAL)).isTrue();
		assertThat(this.places.isFull(Priority.NORMAL)).isFalse();
		assertThat(this.places.tryTake(Priority.NORMAL)).isTrue();
		assertThat(this.places.isFull(Priority.NORMAL)).isTrue();
		assertThat(this.places.tryTake(Priority.NORMAL)).isFalse();
		assertThat(this.places.taken()).isEqualTo(2);
	}

	@Test
	void lowOnesLeaveTheLastFifth() {
		this.bound.set(5);
		for (int taken = 0; taken < 4; taken++) {
			assertThat(this.places.isFull(Priority.LOW)).isFalse();
			assertThat(this.places.tryTake(Priority.LOW)).isTrue();
		}
		assertThat(this.places.isFull(Priority.LOW)).isTrue();
		assertThat(this.places.tryTake(Priority.LOW)).isFalse();
		assertThat(this.places.isFull(Priority.HIGH)).isFalse();
		assertThat(this.places.tryTake(Priority.NORMAL)).isTrue();
		assertThat(this.places.tryTake(Priority.HIGH)).isFalse();
		this.places.giveBack();
		assertThat(this.places.tryTake(Priority.LOW)).isFalse();
	}

	@Test
	void placeThatIsGivenBackCanBeTakenAgain() {
		this.places.tryTake(Priority.NORMAL);
		this.places.tryTake(Priority.NORMAL);
		this.places.giveBack();
		assertThat(this.places.isFull(Priority.NORMAL)).isFalse();
		assertThat(this.places.tryTake(Priority.NORMAL)).isTrue();
	}

	@Test
	void boundMayGrowAndShrinkAtAnyTime() {
		this.places.tryTake(Priority.NORMAL);
		this.places.tryTake(Priority.NORMAL);
		this.bound.set(3);
		assertThat(this.places.bound()).isEqualTo(3);
		assertThat(this.places.tryTake(Priority.NORMAL)).isTrue();
		this.bound.set(1);
		assertThat(this.places.taken()).isEqualTo(3);
		this.places.giveBack();
		this.places.giveBack();
		assertThat(this.places.isFull(Priority.NORMAL)).isTrue();
		assertThat(this.places.tryTake(Priority.NORMAL)).isFalse();
		this.places.giveBack();
		assertThat(this.places.tryTake(Priority.NORMAL)).isTrue();
	}

	@Test
	void threadsTakeNoMoreThanTheBoundTogether() throws Exception {
		this.bound.set(100);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			Future<Integer> first = threads.submit(this::takeAll);
			Future<Integer> second = threads.submit(this::takeAll);
			assertThat(first.get(10, TimeUnit.SECONDS) + second.get(10, TimeUnit.SECONDS)).isEqualTo(100);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private int takeAll() {
		return (int) Stream.generate(() -> this.places.tryTake(Priority.NORMAL))
			.limit(1000)
			.filter(Boolean::booleanValue)
			.count();
	}

}
