package dev.lifeguard.transport.names;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AddressPlan} and the {@link AddressMemory} that it rests on.
 */
class AddressPlanTests {

	private static final Duration WHOLE = Duration.ofSeconds(2);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final AddressMemory memory = new AddressMemory(this.clock);

	private AddressPlan plan(int addresses) {
		List<InetSocketAddress> all = IntStream.rangeClosed(1, addresses)
			.mapToObj((number) -> new InetSocketAddress("127.0.0." + number, 80))
			.toList();
		return new AddressPlan(all, this.memory, WHOLE, this.clock.getAsLong());
	}

	private void pass(Duration time) {
		this.clock.advance(time);
	}

	@Test
	void silentAddressesTakeAllOfTheTimeAndNoMore() {
		for (int addresses = 2; addresses <= 20; addresses++) {
			AddressPlan plan = plan(addresses);
			Duration used = Duration.ZERO;
			for (AddressInTurn address : plan.turns()) {
				Duration time = plan.time(address.turn());
				assertThat(time).isLessThanOrEqualTo(WHOLE.minus(used));
				used = used.plus(time);
				pass(time);
			}
			assertThat(used).isEqualTo(WHOLE);
		}
	}

	@Test
	void secondAddressIsTriedAfterAQuarterOfASecond() {
		assertThat(plan(2).time(0)).isEqualTo(Duration.ofMillis(250));
		assertThat(plan(16).time(0)).isEqualTo(Duration.ofMillis(250));
	}

	@Test
	void aSecondTurnHasAtLeastHalfOfWhatIsLeft() {
		AddressPlan plan = plan(2);
		pass(Duration.ofMillis(500));
		assertThat(plan.time(2)).isEqualTo(Duration.ofMillis(750));
		assertThat(plan.time(3)).isEqualTo(Duration.ofMillis(1500));
	}

	@Test
	void refusalIsKeptForTheSecondTurn() {
		AddressPlan plan = plan(2);
		ConnectException refusal = new ConnectException("refused");
		plan.refused(0, refusal);
		assertThat(plan.refusal(2)).isSameAs(refusal);
		assertThat(plan.refusal(3)).isNull();
	}

	@Test
	void silentAddressIsLastForAWhile() {
		plan(3).silent(0);
		assertThat(first()).isEqualTo("127.0.0.2");
		pass(Duration.ofSeconds(31));
		assertThat(first()).isEqualTo("127.0.0.1");
		plan(3).silent(0);
		plan(3).connected(2, Duration.ofMillis(1));
		assertThat(first()).isEqualTo("127.0.0.1");
	}

	@Test
	void slowAddressHasTwiceItsTime() {
		plan(2).connected(0, Duration.ofMillis(200));
		assertThat(plan(2).time(0)).isEqualTo(Duration.ofMillis(400));
		plan(2).connected(0, Duration.ofMillis(900));
		assertThat(plan(2).time(0)).isEqualTo(Duration.ofMillis(500));
		plan(2).connected(0, Duration.ofMillis(20));
		assertThat(plan(2).time(0)).isEqualTo(Duration.ofMillis(250));
	}

	@Test
	void planThatNobodyFollowsIsNotMadeAgainForAWhile() {
		AddressPlan plan = plan(2);
		assertThat(this.memory.takesTurns(plan)).isTrue();
		plan.begins();
		plan.silent(0);
		pass(Duration.ofMillis(101));
		assertThat(this.memory.takesTurns(plan(2))).isFalse();
		assertThat(this.memory.takesTurns(plan(2))).isFalse();
		pass(Duration.ofMinutes(11));
		assertThat(this.memory.takesTurns(plan(2))).isTrue();
	}

	@Test
	void planThatIsFollowedIsMadeAgain() {
		AddressPlan plan = plan(2);
		assertThat(this.memory.takesTurns(plan)).isTrue();
		plan.silent(0);
		plan.begins();
		pass(Duration.ofSeconds(1));
		assertThat(this.memory.takesTurns(plan(2))).isTrue();
	}

	private String first() {
		return plan(3).turns().get(0).getAddress().getHostAddress();
	}

}
