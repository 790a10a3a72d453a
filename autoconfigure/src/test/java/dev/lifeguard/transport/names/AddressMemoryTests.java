package dev.lifeguard.transport.names;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AddressMemory}.
 */
class AddressMemoryTests {

	private static final InetSocketAddress A = address(1);

	private static final InetSocketAddress B = address(2);

	private static final InetSocketAddress C = address(3);

	private static final int MOST = 256;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final AddressMemory memory = new AddressMemory(this.clock);

	@Test
	void addressesOfWhichNothingIsKnownKeepTheirOrder() {
		assertThat(this.memory.inOrder(List.of(C, A, B))).containsExactly(C, A, B);
		this.memory.silent(address(4));
		assertThat(this.memory.inOrder(List.of(C, A, B))).containsExactly(C, A, B);
	}

	@Test
	void silentAddressesComeLastForHalfAMinute() {
		this.memory.silent(A);
		this.clock.advance(Duration.ofSeconds(1));
		this.memory.silent(C);
		assertThat(this.memory.inOrder(List.of(A, B, C))).containsExactly(B, A, C);
		this.clock.advance(Duration.ofSeconds(29).minusNanos(1));
		assertThat(this.memory.inOrder(List.of(A, B, C))).containsExactly(B, A, C);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.memory.inOrder(List.of(A, B, C))).containsExactly(A, B, C);
	}

	@Test
	void addressThatAnswersIsSilentNoMore() {
		this.memory.silent(A);
		this.memory.silent(B);
		this.memory.connected(A, Duration.ofMillis(1));
		this.memory.connected(B, Duration.ofMillis(900));
		assertThat(this.memory.inOrder(List.of(A, B, C))).containsExactly(A, B, C);
	}

	@Test
	void slowAddressIsGivenTwiceItsTimeAndOthersWhatIsUsual() {
		assertThat(this.memory.patience(A)).isEqualTo(AddressMemory.SOON);
		this.memory.connected(A, Duration.ofMillis(125));
		assertThat(this.memory.patience(A)).isEqualTo(AddressMemory.SOON);
		this.memory.connected(A, Duration.ofMillis(126));
		assertThat(this.memory.patience(A)).isEqualTo(Duration.ofMillis(252));
		assertThat(this.memory.patience(B)).isEqualTo(AddressMemory.SOON);
	}

	@Test
	void slowAddressThatIsSilentOnceKeepsItsTime() {
		this.memory.connected(A, Duration.ofMillis(900));
		this.memory.silent(A);
		assertThat(this.memory.patience(A)).isEqualTo(Duration.ofMillis(1800));
		this.memory.connected(A, Duration.ofMillis(20));
		this.memory.silent(A);
		assertThat(this.memory.patience(A)).isEqualTo(AddressMemory.SOON);
	}

	@Test
	void memoryHasABoundAndMakesRoomForWhatIsNew() {
		IntStream.range(0, MOST).mapToObj((number) -> address(1000 + number)).forEach(this.memory::silent);
		this.memory.silent(A);
		assertThat(this.memory.inOrder(List.of(A, B))).containsExactly(A, B);
		this.clock.advance(Duration.ofSeconds(31));
		this.memory.silent(A);
		assertThat(this.memory.inOrder(List.of(A, B))).containsExactly(B, A);
	}

	@Test
	void nobodyTakesTurnsForTenMinutesAfterAPlanThatEndedEarly() {
		AddressPlan plan = plan();
		assertThat(this.memory.takesTurns(plan)).isTrue();
		plan.silent(0);
		this.clock.advance(Duration.ofMillis(101));
		assertThat(this.memory.takesTurns(plan())).isFalse();
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.memory.takesTurns(plan())).isFalse();
		this.clock.advance(Duration.ofNanos(2));
		assertThat(this.memory.takesTurns(plan())).isTrue();
	}

	private AddressPlan plan() {
		return new AddressPlan(List.of(A, B), this.memory, Duration.ofSeconds(2), this.clock.getAsLong());
	}

	private static InetSocketAddress address(int port) {
		return new InetSocketAddress("127.0.0.1", port);
	}

}
