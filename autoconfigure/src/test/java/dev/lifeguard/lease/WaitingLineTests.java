package dev.lifeguard.lease;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link WaitingLine}, whatever the order is.
 */
class WaitingLineTests {

	private final Standing first = new Standing(1);

	private final Standing second = new Standing(2);

	private final Standing third = new Standing(3);

	@ParameterizedTest
	@EnumSource
	void callersStandInTheOrderInWhichTheyCame(Order order) {
		WaitingLine<Standing> line = line(order);
		assertThat(Standing.in(line)).containsExactly(this.first, this.second, this.third);
		assertThat(line.oldest()).isSameAs(this.first);
		assertThat(line.newest()).isSameAs(this.third);
		assertThat(line.size()).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource
	void callerInTheMiddleMayLeave(Order order) {
		WaitingLine<Standing> line = line(order);
		line.remove(this.second);
		assertThat(Standing.in(line)).containsExactly(this.first, this.third);
		assertThat(this.third.older).isSameAs(this.first);
		assertThat(this.second.older).isNull();
		assertThat(this.second.newer).isNull();
		assertThat(line.size()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void callersAtTheEndsMayLeave(Order order) {
		WaitingLine<Standing> line = line(order);
		line.remove(this.first);
		assertThat(line.oldest()).isSameAs(this.second);
		assertThat(this.second.older).isNull();
		line.remove(this.third);
		assertThat(line.newest()).isSameAs(this.second);
		line.remove(this.second);
		assertThat(line.oldest()).isNull();
		assertThat(line.newest()).isNull();
		assertThat(line.size()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void lineThatWasEmptiedIsUsedAgain(Order order) {
		WaitingLine<Standing> line = line(order);
		Standing.in(line).forEach(line::remove);
		assertThat(line.next(0, Standing.nobody())).isNull();
		assertThat(line.surplus()).isNull();
		line.add(this.second);
		assertThat(line.next(0, Standing.nobody())).isSameAs(this.second);
		assertThat(Standing.in(line)).containsExactly(this.second);
	}

	private WaitingLine<Standing> line(Order order) {
		WaitingLine<Standing> line = order.line(order.prospects());
		line.add(this.first);
		line.add(this.second);
		line.add(this.third);
		return line;
	}

}
