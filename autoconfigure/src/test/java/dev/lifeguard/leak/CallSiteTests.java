package dev.lifeguard.leak;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallSite}.
 */
class CallSiteTests {

	@Test
	void innermostFrameIsWhereTheCallWasMade() {
		CallSite site = new CallSite();
		assertThat(site.innermost()).isNotNull();
		assertThat(site.innermost().getMethodName()).isEqualTo("innermostFrameIsWhereTheCallWasMade");
		assertThat(site.frames().get(0)).isEqualTo(site.innermost());
	}

	@Test
	void framesOfLibrariesAreLeftOut() {
		assertThat(new CallSite().frames()).noneMatch((frame) -> frame.getClassName().startsWith("java."))
			.noneMatch((frame) -> frame.getClassName().startsWith("jdk."))
			.noneMatch((frame) -> frame.getClassName().equals(CallSite.class.getName()));
	}

	@Test
	void deepStackIsCutOff() {
		assertThat(deep(50).frames()).hasSize(12).allMatch((frame) -> frame.getMethodName().equals("deep"));
	}

	@Test
	void stackWithoutTheApplicationIsShownAsItIs() throws Exception {
		CallSite site = CompletableFuture.supplyAsync(CallSite::new).get(10, TimeUnit.SECONDS);
		assertThat(site.innermost()).isNull();
		assertThat(site.frames()).isNotEmpty()
			.allMatch((frame) -> frame.getClassName().startsWith("java.")
					|| frame.getClassName().equals(CallSite.class.getName()));
	}

	private static CallSite deep(int depth) {
		return (depth > 0) ? deep(depth - 1) : new CallSite();
	}

}
