package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LifoLine}.
 */
class LifoLineTests {

	private final LifoLine<Standing> line = new LifoLine<>();

	@Test
	void emptyLineHasNobody() {
		assertThat(this.line.next(0, Standing.nobody())).isNull();
		assertThat(this.line.surplus()).isNull();
	}

	@Test
	void nextIsTheNewestHoweverLateItIs() {
		Standing first = add(1);
		Standing second = add(2);
		assertThat(this.line.next(Long.MAX_VALUE, Standing.nobody())).isSameAs(second);
		this.line.remove(second);
		assertThat(this.line.next(Long.MAX_VALUE, Standing.nobody())).isSameAs(first);
	}

	@Test
	void surplusIsTheOldest() {
		Standing first = add(1);
		add(2);
		assertThat(this.line.surplus()).isSameAs(first);
	}

	@Test
	void ofSeveralLinesTheOneWithTheNewestIsNext() {
		assertThat(this.line.rank(new Standing(1))).isGreaterThan(this.line.rank(new Standing(2)));
	}

	private Standing add(long ticket) {
		Standing standing = Standing.withTime(ticket, 1);
		this.line.add(standing);
		return standing;
	}

}
