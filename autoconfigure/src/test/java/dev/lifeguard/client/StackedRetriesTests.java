package dev.lifeguard.client;

import java.util.List;
import java.util.Map;

import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StackedRetries}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StackedRetriesTests {

	private static final String WORDS = "client 'test': two layers retry, and their attempts multiply: ";

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.retrying(this.clock, new ManualTimer(this.clock), false);

	private final StackedRetries stacked = new StackedRetries(this.client);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void hookThatSaysThatItRetriesIsNamed(CapturedOutput output) {
		this.stacked.warnOf(List.of(new RetryingHook(), new HookOfRetries(), new Counting()));
		assertThat(output).containsOnlyOnce(
				WORDS + RetryingHook.class.getName() + ", " + HookOfRetries.class.getName() + "; remove one of them");
	}

	@Test
	void hookIsNamedOnce(CapturedOutput output) {
		this.stacked.warnOf(List.of(new RetryingHook()));
		this.stacked.warnOf(List.of(new RetryingHook()));
		assertThat(output).containsOnlyOnce(WORDS);
	}

	@Test
	void hooksThatDoSomethingElseAreNotNamed(CapturedOutput output) {
		Runnable retry = () -> {
		};
		this.stacked.warnOf(List.of(new Counting(), retry));
		assertThat(output).doesNotContain(WORDS);
	}

	@Test
	void clientThatDoesNotRetryIsOneLayerLess(CapturedOutput output) {
		try (ManagedClient once = TestClients.of(withoutRetries(), this.clock, new ManualTimer(this.clock))) {
			new StackedRetries(once).warnOf(List.of(new RetryingHook()));
		}
		assertThat(output).doesNotContain(WORDS);
	}

	private static ClientSettings withoutRetries() {
		ClientSettings settings = TestClients.settings("test");
		RetrySettings standard = settings.retry();
		return new ClientSettings(settings.name(), null, settings.protocol(), Map.of(), settings.pool(),
				settings.gate(), settings.limit(), settings.fleet(), settings.timeouts(), settings.response(),
				new RetrySettings(false, standard.maxAttempts(), standard.statuses(), standard.methods(),
						standard.backoff(), standard.budget(), false),
				settings.leaks(), Map.of(), List.of());
	}

	private static final class RetryingHook {

	}

	private static final class HookOfRetries {

	}

	private static final class Counting {

	}

}
