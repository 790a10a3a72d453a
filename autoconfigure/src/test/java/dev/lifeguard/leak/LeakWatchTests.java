package dev.lifeguard.leak;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeakWatch}, {@link Leak} and {@link CallSite}.
 */
class LeakWatchTests {

	private static LeakWatch watch(LeakAction action, StackCapture capture) {
		return new LeakWatch(new LeakSettings(Duration.ofSeconds(10), action, capture));
	}

	private static Leak leak(String request, @Nullable CallSite site) {
		return new Leak("host:80", request, LeakProof.UNREAD, Duration.ofSeconds(11), site);
	}

	@ParameterizedTest
	@CsvSource({ "OFF,false,false", "REPORT,true,false", "RECLAIM,true,true" })
	void actionSaysWhatHappens(LeakAction action, boolean isOn, boolean reclaims) {
		LeakWatch watch = watch(action, StackCapture.OFF);
		assertThat(watch.isOn()).isEqualTo(isOn);
		assertThat(watch.reclaims()).isEqualTo(reclaims);
	}

	@ParameterizedTest
	@CsvSource({ "OFF,false,false", "SAMPLED,false,true", "ALWAYS,true,true" })
	void stackIsCapturedBeforeAndAfterASuspicion(StackCapture capture, boolean before, boolean after) {
		LeakWatch watch = watch(LeakAction.REPORT, capture);
		assertThat(watch.capture() != null).isEqualTo(before);
		watch.suspect();
		assertThat(watch.capture() != null).isEqualTo(after);
	}

	@Test
	void nothingIsSuspectWhenTheWatchIsOff() {
		LeakWatch watch = watch(LeakAction.OFF, StackCapture.SAMPLED);
		watch.suspect();
		assertThat(watch.capture()).isNull();
	}

	@Test
	void leakIsNewOncePerCallSite() {
		LeakWatch watch = watch(LeakAction.REPORT, StackCapture.ALWAYS);
		for (int call = 0; call < 3; call++) {
			assertThat(watch.isNew(leak("GET /a", here()))).isEqualTo(call == 0);
		}
		assertThat(watch.isNew(leak("GET /a", new CallSite()))).isTrue();
	}

	private static CallSite here() {
		return new CallSite();
	}

	@Test
	void withoutAStackTheRequestIsTheOrigin() {
		LeakWatch watch = watch(LeakAction.REPORT, StackCapture.OFF);
		assertThat(watch.isNew(leak("GET /a", null))).isTrue();
		assertThat(watch.isNew(leak("GET /a", null))).isFalse();
		assertThat(watch.isNew(leak("GET /b", null))).isTrue();
	}

	@Test
	void originsBeyondABoundShareOne() {
		LeakWatch watch = watch(LeakAction.REPORT, StackCapture.OFF);
		for (int origin = 0; origin < LeakWatch.ORIGINS; origin++) {
			assertThat(watch.isNew(leak("GET /" + origin, null))).isTrue();
		}
		assertThat(watch.isNew(leak("GET /one-more", null))).isTrue();
		assertThat(watch.isNew(leak("GET /yet-another", null))).isFalse();
		assertThat(watch.isNew(leak("GET /0", null))).isFalse();
	}

	@Test
	void framesOfLibrariesAreLeftOut() {
		Leak leak = leak("GET /a", here());
		assertThat(leak.site().frames()).isNotEmpty()
			.allSatisfy((frame) -> assertThat(frame.getClassName()).doesNotStartWith("java.")
				.doesNotStartWith("org.springframework."));
	}

	@ParameterizedTest
	@EnumSource
	void proofsAreWords(LeakProof proof) {
		assertThat(proof.toString()).contains(" ");
	}

}
