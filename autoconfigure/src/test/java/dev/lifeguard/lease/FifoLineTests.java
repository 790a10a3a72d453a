package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FifoLine}.
 */
class FifoLineTests {

	private final FifoLine<Standing> line = new FifoLine<>();

	@Test
	void emptyLineHasNobody() {
		assertThat(this.line.next(0, Standing.nobody())).isNull();
		assertThat(this.line.surplus()).isNull();
	}

	@Test
	void nextIsTheOldestHoweverLateItIs() {
		Standing first = add(1);
		Standing second = add(2);
		assertThat(this.line.next(Long.MAX_VALUE, Standing.nobody())).isSameAs(first);
		this.line.remove(first);
		assertThat(this.line.next(Long.MAX_VALUE, Standing.nobody())).isSameAs(second);
	}

	@Test
	void surplusIsTheNewcomer() {
		add(1);
		add(2);
		assertThat(this.line.surplus()).isNull();
	}

	@Test
	void ofSeveralLinesTheOneWithTheOldestIsNext() {
		assertThat(this.line.rank(new Standing(1))).isLessThan(this.line.rank(new Standing(2)));
	}

	private Standing add(long ticket) {
		Standing standing = Standing.withTime(ticket, 1);
		this.line.add(standing);
		return standing;
	}

}
