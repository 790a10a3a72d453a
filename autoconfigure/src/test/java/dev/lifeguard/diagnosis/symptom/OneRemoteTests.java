package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link OneRemote}.
 */
class OneRemoteTests {

	private static final Diagnosis LEAK = new Diagnosis(Cause.LEAK, "3 leak", "read them", 0.5);

	private final FullPool pool = new FullPool();

	private final OneRemote symptom = new OneRemote();

	private void hold(int slow, long millis) {
		this.pool.hold(slow, SomeHolder.in(Phase.FIRST_BYTE, millis).to("slow:80"))
			.hold(FullPool.LIMIT - slow, SomeHolder.in(Phase.BODY, 5).to("fast:80"));
	}

	@ParameterizedTest
	@CsvSource({ "6,200,true", "5,200,false", "6,199,false" })
	void remoteThatHasThreeQuartersOfThePermitsAndIsSlowIsTheCause(int slow, long millis, boolean found) {
		hold(slow, millis);
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(found);
	}

	@Test
	void remoteIsNotTheCauseOfWhatAnotherOneDoes() {
		this.pool.hold(7, SomeHolder.in(Phase.BODY, 5).to("fast:80"))
			.hold(1, SomeHolder.in(Phase.FIRST_BYTE, 800).to("slow:80"));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	@Test
	void timeIsThatOfTheRemotesOwnCalls() {
		this.pool.hold(11, SomeHolder.in(Phase.BODY, 5).to("slow:80"))
			.hold(4, SomeHolder.in(Phase.FIRST_BYTE, 800).to("slow:80"))
			.hold(5, SomeHolder.in(Phase.FIRST_BYTE, 9000).to("other:80"));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.evidence())
				.startsWith("4 of 20 connections wait for the first byte, half of them for 800ms or longer"));
	}

	@Test
	void adviceLeavesHalfOfThePermitsForTheOthers() {
		hold(7, 800);
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.SLOW_BACKEND);
			assertThat(finding.share()).isEqualTo(7.0 / 8);
			assertThat(finding.evidence())
				.isEqualTo("7 of 8 connections wait for the first byte, half of them for 800ms "
						+ "or longer (mostly GET /orders)");
			assertThat(finding.advice().lines()).last().isEqualTo("            max-connections-per-host: 4");
		});
	}

	@Test
	void smallestPoolLeavesOne() {
		this.pool.limit(1);
		hold(FullPool.LIMIT, 800);
		this.pool.hold(0, SomeHolder.in(Phase.BODY, 5).to("fast:80"));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.advice()).endsWith("max-connections-per-host: 1"));
	}

	@Test
	void onlyRemoteOfAClientIsNoNews() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 800).to("slow:80"));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
		assertThat(OneRemote.named(LEAK, this.pool.facts())).isSameAs(LEAK);
	}

	@Test
	void remoteThatHasABoundOfItsOwnIsNotEither() {
		hold(FullPool.LIMIT, 800);
		this.pool.ofOneRemote();
		assertThat(this.symptom.look(this.pool.facts())).isNull();
		assertThat(OneRemote.named(LEAK, this.pool.facts())).isSameAs(LEAK);
	}

	@Test
	void remoteIsNamedWithWhateverTheCauseIs() {
		hold(6, 5);
		assertThat(OneRemote.named(LEAK, this.pool.facts())).isEqualTo(new Diagnosis(Cause.LEAK,
				"3 leak; 6 of all go to slow:80, and pool.max-connections-per-host would leave some for other remotes",
				"read them", 0.5));
	}

	@Test
	void remotesThatShareThePermitsAreNotNamed() {
		hold(5, 5);
		assertThat(OneRemote.named(LEAK, this.pool.facts())).isSameAs(LEAK);
	}

}
