package dev.lifeguard.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.pool.SocketAllocation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SplitPools} and the count of {@link SocketAllocation}.
 */
class SplitPoolsTests {

	private final AtomicInteger pools = new AtomicInteger();

	private final SocketAllocation first = new SocketAllocation(() -> 2, this.pools);

	private final SocketAllocation second = this.first.copy();

	private final Set<String> remotes = new TreeSet<>(Set.of("a:80"));

	private final List<String> said = new ArrayList<>();

	private final SplitPools split = new SplitPools(this.pools, 1, () -> this.remotes, this.said::add);

	private void look(int times) {
		for (int look = 0; look < times; look++) {
			this.split.run();
		}
	}

	@Test
	void poolsCountWhileTheyHaveSockets() {
		this.first.getPermits(1);
		this.first.getPermits(1);
		assertThat(this.pools).hasValue(1);
		this.second.getPermits(1);
		assertThat(this.pools).hasValue(2);
		this.first.returnPermits(1);
		assertThat(this.pools).hasValue(2);
		this.first.returnPermits(1);
		assertThat(this.pools).hasValue(1);
	}

	@Test
	void boundHoldsForEachPool() {
		assertThat(this.first.getPermits(1)).isOne();
		assertThat(this.first.getPermits(5)).isOne();
		assertThat(this.first.getPermits(1)).isZero();
		assertThat(this.second.getPermits(1)).isOne();
	}

	@Test
	void splitThatLastsIsSaidOnce() {
		this.first.getPermits(1);
		this.second.getPermits(1);
		look(2);
		assertThat(this.said).isEmpty();
		look(10);
		assertThat(this.said).containsExactly("2 pools for 1 remotes (a:80)");
	}

	@Test
	void onlySomeRemotesAreListed() {
		for (int pool = 0; pool < 10; pool++) {
			this.first.copy().getPermits(1);
		}
		this.remotes.addAll(Set.of("b:80", "c:80", "d:80", "e:80", "f:80", "g:80"));
		look(3);
		assertThat(this.said).containsExactly("10 pools for 7 remotes (a:80, b:80, c:80, d:80, e:80 and 2 more)");
	}

	@Test
	void poolForEachRemoteIsNoSplit() {
		this.first.getPermits(1);
		this.second.getPermits(1);
		this.remotes.add("b:80");
		look(10);
		assertThat(this.said).isEmpty();
	}

	@Test
	void splitThatPassesIsNotSaid() {
		for (int moment = 0; moment < 5; moment++) {
			this.first.getPermits(1);
			this.second.getPermits(1);
			look(2);
			this.second.returnPermits(1);
			look(1);
			this.first.returnPermits(1);
		}
		assertThat(this.said).isEmpty();
	}

}
