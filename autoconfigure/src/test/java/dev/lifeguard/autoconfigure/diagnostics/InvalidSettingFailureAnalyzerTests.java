package dev.lifeguard.autoconfigure.diagnostics;

import java.util.Map;

import dev.lifeguard.autoconfigure.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link InvalidSettingFailureAnalyzer}.
 */
class InvalidSettingFailureAnalyzerTests {

	private static final String MAX = "lifeguard.clients.orders.pool.max-connections";

	private static final String WARM = "lifeguard.clients.orders.pool.warm-up";

	private final StandardEnvironment environment = new StandardEnvironment();

	private final InvalidSettingFailureAnalyzer analyzer = new InvalidSettingFailureAnalyzer(this.environment);

	@Test
	void valueIsShownWithWhereItWasWritten() {
		write("lifeguard.clients.orders.pool.maxConnections");
		FailureAnalysis analysis = this.analyzer
			.analyze(new InvalidSettingException(MAX, "0", "At least 1 is possible.", "Write 1."));
		assertThat(analysis.getDescription()).isEqualToNormalizingNewlines(
				"Lifeguard cannot start with\n\n    " + MAX + " = 0  (application.yaml:7)\n\nAt least 1 is possible.");
		assertThat(analysis.getAction()).isEqualTo("Write 1.");
	}

	@Test
	void bothOfTwoSettingsAreShown() {
		write(MAX);
		FailureAnalysis analysis = this.analyzer
			.analyze(new InvalidSettingException(WARM, "3", MAX, "2", "They differ.", "Write 2."));
		assertThat(analysis.getDescription()).isEqualToNormalizingNewlines("Lifeguard cannot start with\n\n    " + WARM
				+ " = 3\n    " + MAX + " = 2  (application.yaml:7)\n\nThey differ.");
	}

	@Test
	void keyThatIsNoPropertyNameIsShownAsItIs() {
		FailureAnalysis analysis = this.analyzer
			.analyze(new InvalidSettingException("lifeguard.clients.Or ders", "x", "No.", "Rename it."));
		assertThat(analysis.getDescription()).contains("    lifeguard.clients.Or ders = x");
	}

	private void write(String key) {
		Origin origin = new Origin() {

			@Override
			public String toString() {
				return "application.yaml:7";
			}

		};
		this.environment.getPropertySources()
			.addFirst(new OriginTrackedMapPropertySource("written", Map.of(key, OriginTrackedValue.of("0", origin))));
	}

}
