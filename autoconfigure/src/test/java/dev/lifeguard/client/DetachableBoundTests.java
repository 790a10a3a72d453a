package dev.lifeguard.client;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DetachableBound}.
 */
class DetachableBoundTests {

	private final AtomicInteger number = new AtomicInteger(3);

	private final DetachableBound bound = new DetachableBound(this.number::get);

	@Test
	void boundIsAskedEachTime() {
		assertThat(this.bound.getAsInt()).isEqualTo(3);
		this.number.set(5);
		assertThat(this.bound.getAsInt()).isEqualTo(5);
	}

	@Test
	void detachedBoundIsNotAskedAnyMore() {
		this.bound.detach();
		this.number.set(5);
		assertThat(this.bound.getAsInt()).isEqualTo(3);
		this.bound.attach(this.number::get);
		assertThat(this.bound.getAsInt()).isEqualTo(5);
	}

}
