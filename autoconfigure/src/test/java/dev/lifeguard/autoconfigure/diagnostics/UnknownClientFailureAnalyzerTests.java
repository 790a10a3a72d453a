package dev.lifeguard.autoconfigure.diagnostics;

import java.util.Set;

import dev.lifeguard.registry.UnknownClientException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link UnknownClientFailureAnalyzer}.
 */
class UnknownClientFailureAnalyzerTests {

	private final UnknownClientFailureAnalyzer analyzer = new UnknownClientFailureAnalyzer();

	@Test
	void causeOfAFailedBeanIsExplained() {
		UnknownClientException cause = new UnknownClientException("ordrs", Set.of("orders"));
		FailureAnalysis analysis = this.analyzer.analyze(new BeanCreationException("service", "failed", cause));
		assertThat(analysis.getDescription()).isEqualTo("There is no client 'ordrs'. There are: orders");
		assertThat(analysis.getAction()).endsWith("configure this one: lifeguard.clients.ordrs.base-url.");
		assertThat(analysis.getCause()).isSameAs(cause);
	}

	@Test
	void nameCannotForgeALine() {
		FailureAnalysis analysis = this.analyzer.analyze(new UnknownClientException("a\nb", Set.of()));
		assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain("\n");
	}

	@Test
	void otherFailuresAreNotExplained() {
		assertThat(this.analyzer.analyze(new IllegalArgumentException("another"))).isNull();
	}

}
