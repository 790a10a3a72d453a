package dev.lifeguard.pool;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SocketAllocation}.
 */
class SocketAllocationTests {

	private final AtomicInteger bound = new AtomicInteger(2);

	private final AtomicInteger pools = new AtomicInteger();

	private final SocketAllocation allocation = new SocketAllocation(this.bound::get, this.pools);

	@Test
	void socketsAreAllowedOneByOneUpToTheBound() {
		assertThat(this.allocation.getPermits(5)).isOne();
		assertThat(this.allocation.getPermits(1)).isOne();
		assertThat(this.allocation.getPermits(1)).isZero();
		assertThat(this.allocation.permitGranted()).isEqualTo(2);
		assertThat(this.allocation.estimatePermitCount()).isZero();
		assertThat(this.allocation.permitMaximum()).isEqualTo(2);
		assertThat(this.allocation.permitMinimum()).isZero();
	}

	@Test
	void nothingIsAllowedToWhoWantsNothing() {
		assertThat(this.allocation.getPermits(0)).isZero();
		assertThat(this.allocation.getPermits(-1)).isZero();
		assertThat(this.allocation.permitGranted()).isZero();
	}

	@Test
	void boundMayChangeAtAnyTime() {
		this.allocation.getPermits(1);
		this.allocation.getPermits(1);
		this.bound.set(1);
		assertThat(this.allocation.estimatePermitCount()).isZero();
		this.allocation.returnPermits(1);
		assertThat(this.allocation.getPermits(1)).isZero();
		this.bound.set(3);
		assertThat(this.allocation.estimatePermitCount()).isEqualTo(2);
		assertThat(this.allocation.getPermits(1)).isOne();
	}

	@Test
	void poolsThatHaveASocketAreCounted() {
		SocketAllocation other = this.allocation.copy();
		assertThat(this.pools).hasValue(0);
		this.allocation.getPermits(1);
		this.allocation.getPermits(1);
		assertThat(this.pools).hasValue(1);
		other.getPermits(1);
		assertThat(other.permitGranted()).isOne();
		assertThat(this.pools).hasValue(2);
		this.allocation.returnPermits(1);
		assertThat(this.pools).hasValue(2);
		this.allocation.returnPermits(1);
		assertThat(this.pools).hasValue(1);
		other.returnPermits(1);
		other.returnPermits(0);
		assertThat(this.pools).hasValue(0);
	}

}
