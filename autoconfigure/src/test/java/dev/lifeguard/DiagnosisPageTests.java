package dev.lifeguard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.settings.InvalidSettingException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.testsupport.TestShare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a message names can be looked up.
 */
class DiagnosisPageTests {

	private final List<String> headings = headings();

	@Test
	void everyCauseHasASection() {
		assertThat(this.headings).containsAll(named("Cause", Cause.values()));
	}

	@Test
	void everyReasonHasASection() {
		assertThat(this.headings).containsAll(named("Reason", Reason.values()));
	}

	@Test
	void everyPhaseHasASection() {
		assertThat(this.headings).containsAll(named("Phase", Phase.values()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Orders.base-url=http://localhost", "orders.pool.max-connections=0",
			"orders.pool.max-connections-per-host=51;orders.pool.max-connections=50",
			"orders.pool.warm-up=51;orders.pool.max-connections=50", "orders.pool.max-pending=-1",
			"orders.pool.acquire-timeout=0s", "orders.pool.evict-interval=16s;orders.pool.max-idle-time=30s",
			"orders.timeout.call=-1s", "orders.timeout.response=31s;orders.timeout.call=30s",
			"orders.retry.backoff.base=3s;orders.retry.backoff.cap=2s", "orders.retry.backoff.base=-1s",
			"orders.retry.max-attempts=0", "orders.retry.statuses=200", "orders.retry.methods=get",
			"orders.retry.budget.ratio=-1", "orders.retry.budget.cap=-1", "orders.base-url=localhost",
			"orders.ssl.bundle=unknown", "orders.protocol=h2;orders.base-url=http://orders.test",
			"orders.proxy.host=localhost",
			"orders.proxy.type=http;orders.proxy.host=http://proxy.test;orders.proxy.port=3128",
			"orders.proxy.type=http;orders.proxy.host=proxy.test;orders.proxy.port=0",
			"orders.proxy.type=http;orders.proxy.host=proxy.test;orders.proxy.port=3128;orders.proxy.username=me",
			"orders.proxy.type=socks5;orders.proxy.host=proxy.test;orders.proxy.port=1080;orders.proxy.password=p",
			"orders.proxy.type=socks4;orders.proxy.host=proxy.test;orders.proxy.port=1080;orders.proxy.password=p",
			"orders.limit.mode=adaptive;orders.limit.min=9;orders.limit.initial=8",
			"orders.fleet.heartbeat=11s;orders.fleet.lease-time=30s", "orders.fleet.mode=lease",
			"orders.fleet.mode=lease;orders.fleet.max-connections=9;orders.fleet.replicas=9;orders.fleet.group=a",
			"orders.response.max-header-size=1023B", "orders.response.max-header-size=1025KB" })
	void everyRuleHasASection(String wrong) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, LifeguardAutoConfiguration.class))
			.withPropertyValues(Stream.of(wrong.split(";")).map("lifeguard.clients."::concat).toArray(String[]::new))
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(InvalidSettingException.class,
						(failure) -> assertThat(quotations()).anyMatch(failure.getPossible()::startsWith)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.fleet.max-connections=39",
			"billing.fleet.mode=lease;billing.fleet.group=orders;billing.fleet.max-connections=9;billing.fleet.replicas=40" })
	void everyRuleOfALeaseHasASection(String wrong) {
		Stream<String> lease = Stream.of(TestShare.settings()).map("orders."::concat);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LifeguardAutoConfiguration.class))
			.withUserConfiguration(TestShare.OfAll.class)
			.withPropertyValues(lease.map("lifeguard.clients."::concat).toArray(String[]::new))
			.withPropertyValues(Stream.of(wrong.split(";")).map("lifeguard.clients."::concat).toArray(String[]::new))
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(InvalidSettingException.class,
						(failure) -> assertThat(quotations()).anyMatch(failure.getPossible()::startsWith)));
	}

	private List<String> quotations() {
		return this.headings.stream()
			.filter((heading) -> heading.startsWith("### `"))
			.map((heading) -> heading.substring("### `".length(), heading.length() - 1).replace("…", ""))
			.toList();
	}

	private static List<String> named(String kind, Enum<?>[] constants) {
		return Stream.of(constants).map((constant) -> "### %s %s".formatted(kind, constant.name())).toList();
	}

	private static List<String> headings() {
		try (Stream<String> lines = Files.lines(Path.of("../docs/diagnosis.md"))) {
			return lines.filter((line) -> line.startsWith("#")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
