package dev.lifeguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.metrics.ClientMeterBinder;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.DebianServer;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.TestShare;
import dev.lifeguard.testsupport.Trouble;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The dashboard and the alert rules ask for meters and tags that exist.
 */
class PrometheusFilesTests {

	private static final Path ALERTS = Path.of("../docs/alerts.yml");

	private static final Path DASHBOARD = Path.of("../docs/grafana/lifeguard.json");

	private static final Pattern NAME = Pattern.compile("\\blifeguard_\\w+");

	private static final Pattern SELECTOR = Pattern.compile("\\b(lifeguard_\\w+)\\{([^}]*)}");

	private static final Pattern TAG = Pattern.compile("(\\w+)(?:=~|!=|=)?\"");

	private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)\\s*\\(+(?:\\w+\\()?(lifeguard_\\w+)");

	@ParameterizedTest
	@ValueSource(strings = { "../docs/alerts.yml", "../docs/grafana/lifeguard.json" })
	void everyMeterAndTagExists(Path file) throws Exception {
		String text = Files.readString(file).replace("\\\"", "\"");
		Map<String, Set<String>> scraped = scrape();
		Matcher name = NAME.matcher(text);
		assertThat(name.results().map((match) -> match.group())).isNotEmpty().isSubsetOf(scraped.keySet());
		SELECTOR.matcher(text)
			.results()
			.forEach((selector) -> assertThat(
					TAG.matcher(selector.group(2)).results().map((tag) -> tag.group(1)).toList())
				.as(selector.group())
				.isSubsetOf(scraped.get(selector.group(1))));
		BY.matcher(text)
			.results()
			.forEach(
					(by) -> assertThat(by.group(1).split(",\\s*")).as(by.group()).isSubsetOf(scraped.get(by.group(2))));
	}

	/**
	 * Return the tags of every series that a client has which was in trouble, after its
	 * share in a fleet's budget was too small.
	 */
	private static Map<String, Set<String>> scrape() throws Exception {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		Class<?>[] fleet = { TestShare.OfAll.class };
		String[] settings = TestShare.settings(Trouble.settings());
		try (App app = App.lifeguard(WebApplicationType.NONE, fleet, settings);
				Backend backend = Backend.start();
				Trouble trouble = Trouble.of(Cause.SLOW_BACKEND)) {
			ClientRegistry clients = app.bean(ClientRegistry.class);
			new ClientMeterBinder(clients).bindTo(registry);
			backend.delay(Duration.ofMillis(20));
			Calls.atOnce(3 * Trouble.PLACES, app.caller(Face.REST_CLIENT), backend.url());
			app.bean(TestShare.OfAll.class).of("orders").set(Trouble.PLACES);
			app.caller(Face.REST_CLIENT).get(backend.url()).get(5, TimeUnit.SECONDS);
			await().until(() -> clients.client("orders").closeIdle() > 0 || app.snapshot().idle() == 0);
			trouble.begin(app, Face.REST_CLIENT, Trouble.PLACES);
			trouble.refusal(app, Face.REST_CLIENT);
			await().until(() -> registry.scrape().contains("lifeguard_connections_evicted_total"));
		}
		Map<String, Set<String>> series = new TreeMap<>();
		registry.scrape().lines().filter((line) -> line.startsWith("lifeguard_")).forEach((line) -> {
			String[] parts = line.split("[{}]");
			Set<String> tags = series.computeIfAbsent(parts[0].split(" ")[0], (name) -> new TreeSet<>());
			if (parts.length > 1) {
				Stream.of(parts[1].split("\",?")).map((tag) -> tag.split("=")[0]).forEach(tags::add);
			}
		});
		return series;
	}

	@Test
	void dashboardCanBeImported() throws IOException {
		JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
		assertThat(dashboard.at("/title").asString()).isEqualTo("Lifeguard");
		assertThat(dashboard.at("/schemaVersion").asInt()).isGreaterThan(30);
		assertThat(dashboard.at("/templating/list").findValuesAsString("name")).containsExactly("datasource", "client");
		JsonNode panels = dashboard.at("/panels");
		assertThat(panels.size()).isPositive();
		assertThat(panels.findValues("id")).doesNotHaveDuplicates().hasSize(panels.size());
		panels.forEach((panel) -> {
			assertThat(panel.at("/type").asString()).isEqualTo("timeseries");
			assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt()).isLessThanOrEqualTo(24);
			assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
			assertThat(panel.at("/targets").size()).isPositive();
			assertThat(panel.at("/description").asString()).endsWith(".");
		});
	}

	@Test
	void promtoolAcceptsTheRules() throws Exception {
		DebianServer.assumeInstalled("promtool");
		Process promtool = new ProcessBuilder("promtool", "check", "rules", ALERTS.toString()).redirectErrorStream(true)
			.start();
		String said = new String(promtool.getInputStream().readAllBytes());
		assertThat(promtool.waitFor()).as(said).isZero();
		assertThat(said).contains("SUCCESS: 7 rules found");
	}

}
