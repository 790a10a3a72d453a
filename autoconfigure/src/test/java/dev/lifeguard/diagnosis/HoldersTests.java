package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Holders}.
 */
class HoldersTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final List<Holder> now = new ArrayList<>(List.of(holder("a:80"), holder("b:80"), holder("a:80")));

	private final AtomicInteger looks = new AtomicInteger();

	private final Holders holders = new Holders(() -> {
		this.looks.incrementAndGet();
		return List.copyOf(this.now);
	}, this.clock);

	@Test
	void holdersAreSortedByRemote() {
		assertThat(this.holders.of("a:80")).hasSize(2);
		assertThat(this.holders.of("b:80")).hasSize(1);
		assertThat(this.holders.of("c:80")).isEmpty();
	}

	@Test
	void refusalsOfOneMomentShareOneLook() {
		this.holders.of("a:80");
		this.now.add(holder("a:80"));
		this.clock.advance(Duration.ofMillis(49));
		assertThat(this.holders.of("a:80")).hasSize(2);
		assertThat(this.looks).hasValue(1);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.holders.of("a:80")).hasSize(3);
		assertThat(this.looks).hasValue(2);
	}

	@Test
	void allAreThoseOfNow() {
		this.holders.of("a:80");
		this.now.clear();
		assertThat(this.holders.all()).isEmpty();
	}

	@Test
	void lookThatIsOfNoUseIsForgotten() {
		this.holders.of("a:80");
		this.holders.tick();
		assertThat(this.holders).extracting("last").isNotNull();
		this.clock.advance(Duration.ofMillis(50));
		this.holders.tick();
		assertThat(this.holders).extracting("last").isNull();
	}

	private static Holder holder(String remote) {
		return new Holder("GET", remote, Phase.BODY, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, null,
				Priority.NORMAL, false, false, false, false, null);
	}

}
