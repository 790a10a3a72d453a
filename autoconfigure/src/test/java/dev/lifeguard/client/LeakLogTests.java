package dev.lifeguard.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.leak.CallSite;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakAction;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.leak.StackCapture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeakLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeakLogTests {

	private final List<String> written = new ArrayList<>();

	@Test
	void lineSaysWhatLeaksAndWhatIsDone(CapturedOutput output) {
		log(LeakAction.RECLAIM).leaked(leak(LeakProof.UNREAD, null), () -> this.written.add("written"));
		assertThat(output)
			.contains("client 'orders': a response leaked: GET /orders/{id} to host:80, held for 11.5s; "
					+ "nobody has asked for its bytes for leak.threshold (leak.threshold=10.0s). "
					+ "Its connection was closed and its permit released (leak.action=reclaim). ")
			.contains("The call site is unknown");
		assertThat(this.written).containsExactly("written");
	}

	@Test
	void permitThatStaysTakenIsSaidToBe(CapturedOutput output) {
		log(LeakAction.REPORT).leaked(leak(LeakProof.UNREAD, null), () -> {
		});
		log(LeakAction.REPORT).leaked(leak(LeakProof.COLLECTED, null), () -> {
		});
		assertThat(output).contains("Its permit remains in use until it is read or closed (leak.action=report).")
			.contains("Its permit remains in use (leak.action=report).");
	}

	@Test
	void callSiteIsShownFrameByFrame(CapturedOutput output) {
		CallSite site = new CallSite();
		log(LeakAction.RECLAIM).leaked(leak(LeakProof.UNREAD, site), () -> {
		});
		assertThat(output.toString().lines()).containsSubsequence("\tat " + site.frames().get(0),
				"\tat " + site.frames().get(1));
	}

	@Test
	void nothingIsWrittenOnTheThreadThatFindsTheLeak(CapturedOutput output) {
		List<Runnable> reports = new ArrayList<>();
		LeakLog log = new LeakLog("orders", settings(LeakAction.RECLAIM), reports::add);
		log.leaked(leak(LeakProof.UNREAD, null), () -> this.written.add("written"));
		assertThat(output).doesNotContain("a response leaked");
		assertThat(this.written).isEmpty();
		reports.forEach(Runnable::run);
		assertThat(output).containsOnlyOnce("a response leaked");
	}

	@Test
	void responseThatIsClosedAfterAllIsReported(CapturedOutput output) {
		log(LeakAction.REPORT).closedAfterAll("GET /orders/{id}", "host:80", Duration.ofMillis(12_340));
		assertThat(output).contains("client 'orders': the response to GET /orders/{id} from host:80 ")
			.contains("that was reported as leaked was closed after 12.3s.");
	}

	private static LeakLog log(LeakAction action) {
		return new LeakLog("orders", settings(action), Runnable::run);
	}

	private static LeakSettings settings(LeakAction action) {
		return new LeakSettings(Duration.ofSeconds(10), action, StackCapture.SAMPLED);
	}

	private static Leak leak(LeakProof proof, @Nullable CallSite site) {
		return new Leak("host:80", "GET /orders/{id}", proof, Duration.ofMillis(11_500), site);
	}

}
