package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Facts}.
 */
class FactsTests {

	private final Facts facts = new FullPool().hold(2, SomeHolder.in(Phase.BODY, 5))
		.hold(1, SomeHolder.in(Phase.UNREAD, 5))
		.facts();

	@Test
	void holdersAreThoseOfASymptom() {
		assertThat(this.facts.those((holder) -> holder.phase() == Phase.BODY)).hasSize(2)
			.extracting(Holder::phase)
			.containsOnly(Phase.BODY);
		assertThat(this.facts.those((holder) -> false)).isEmpty();
	}

	@Test
	void propertyIsWrittenAsTheLinesThatSetIt() {
		assertThat(this.facts.yaml("leak.capture", "always").lines()).containsExactly("", "    lifeguard:",
				"      clients:", "        orders:", "          leak:", "            capture: always");
	}

}
