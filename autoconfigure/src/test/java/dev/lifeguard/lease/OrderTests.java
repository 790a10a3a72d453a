package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Order}.
 */
class OrderTests {

	@Test
	void onlyTheAdaptiveOrderLearns() {
		assertThat(Order.FIFO.prospects()).isSameAs(Prospects.UNKNOWN);
		assertThat(Order.LIFO.prospects()).isSameAs(Prospects.UNKNOWN);
		assertThat(Order.ADAPTIVE.prospects()).isInstanceOf(LearnedProspects.class)
			.isNotSameAs(Order.ADAPTIVE.prospects());
	}

	@ParameterizedTest
	@EnumSource
	void everyLineIsItsOwn(Order order) {
		assertThat(order.<Standing>line(Prospects.UNKNOWN)).isNotSameAs(order.<Standing>line(Prospects.UNKNOWN));
	}

	@Test
	void fifoServesTheOldestAndRefusesTheNewcomer() {
		WaitingLine<Standing> line = line(Order.FIFO);
		assertThat(line.next(0, Standing.nobody())).isSameAs(line.oldest());
		assertThat(line.surplus()).isNull();
	}

	@Test
	void lifoServesTheNewestAndRefusesTheOldest() {
		WaitingLine<Standing> line = line(Order.LIFO);
		assertThat(line.next(0, Standing.nobody())).isSameAs(line.newest());
		assertThat(line.surplus()).isSameAs(line.oldest());
	}

	@Test
	void adaptiveServesTheOldestWhileNothingIsKnown() {
		WaitingLine<Standing> line = line(Order.ADAPTIVE);
		assertThat(line.next(0, Standing.nobody())).isSameAs(line.oldest());
		assertThat(line.surplus()).isNull();
	}

	private static WaitingLine<Standing> line(Order order) {
		WaitingLine<Standing> line = order.line(order.prospects());
		for (int ticket = 0; ticket < 3; ticket++) {
			line.add(new Standing(ticket));
		}
		return line;
	}

}
