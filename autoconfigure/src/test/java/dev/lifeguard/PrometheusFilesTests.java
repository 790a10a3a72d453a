package dev.lifeguard;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Priority;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The dashboard and the alert rules ask for meters and tags that exist.
 */
class PrometheusFilesTests {

	private static final Path ALERTS = Path.of("../docs/alerts.yml");

	private static final Path DASHBOARD = Path.of("../docs/grafana/lifeguard.json");

	private static final Path RUNBOOKS = Path.of("../docs/runbooks.md");

	private static final Path ALERTS_TEST = Path.of("src/test/resources/prometheus/alerts-test.yml");

	private static final Pattern NAME = Pattern.compile("\\blifeguard_\\w+");

	private static final Pattern SELECTOR = Pattern.compile("\\b(lifeguard_\\w+)\\{([^}]*)}");

	private static final Pattern TAG = Pattern.compile("(\\w+)(?:=~|!=|=)?\"");

	private static final Pattern BY = Pattern
		.compile("(?:by|without) \\(([^)]*)\\)\\s*\\(+(?:\\w+\\()?(lifeguard_\\w+)");

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
		String[] settings = Stream
			.concat(Stream.of(TestShare.settings(Trouble.settings())),
					Stream.of("lifeguard.clients.learning.limit.mode=adaptive"))
			.toArray(String[]::new);
		try (App app = App.lifeguard(WebApplicationType.NONE, fleet, settings);
				Backend backend = Backend.start();
				Trouble trouble = Trouble.of(Cause.SLOW_BACKEND)) {
			ClientRegistry clients = app.bean(ClientRegistry.class);
			new ClientMeterBinder(clients).bindTo(registry);
			callWithLowPriority(clients.client("learning"), backend.url());
			backend.delay(Duration.ofMillis(20));
			Calls.atOnce(3 * Trouble.PLACES, app.caller(Face.REST_CLIENT), backend.url());
			app.bean(TestShare.OfAll.class).of("orders").set(Trouble.PLACES);
			app.caller(Face.REST_CLIENT).get(backend.url()).get(5, TimeUnit.SECONDS);
			await().until(() -> clients.client("orders").closeIdle() > 0 || app.snapshot().idle() == 0);
			trouble.begin(app, Face.REST_CLIENT, Trouble.PLACES);
			trouble.refusal(app, Face.REST_CLIENT);
			await().until(() -> registry.scrape().contains("lifeguard_connections_evicted_total"));
		}
		return series(registry);
	}

	private static void callWithLowPriority(ManagedClient client, String url) throws IOException {
		ClientHttpRequest request = new LeasedRequestFactory(client).createRequest(URI.create(url), HttpMethod.GET);
		request.getAttributes().put(Priority.ATTRIBUTE, Priority.LOW);
		request.execute().close();
	}

	private static Map<String, Set<String>> series(PrometheusMeterRegistry registry) {
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
			assertThat(panel.at("/title").asString()).isNotBlank();
			assertThat(panel.at("/fieldConfig/defaults/unit").asString()).isNotBlank();
		});
	}

	@Test
	void panelsDoNotOverlap() throws IOException {
		Set<String> cells = new TreeSet<>();
		for (JsonNode panel : panels()) {
			assertThat(cellsOf(panel.at("/gridPos"))).as(panel.at("/title").asString())
				.isNotEmpty()
				.allMatch(cells::add);
		}
	}

	private static List<String> cellsOf(JsonNode grid) {
		int x = grid.at("/x").asInt();
		int y = grid.at("/y").asInt();
		return IntStream.range(x, x + grid.at("/w").asInt())
			.boxed()
			.flatMap((column) -> IntStream.range(y, y + grid.at("/h").asInt()).mapToObj((row) -> column + " " + row))
			.toList();
	}

	@Test
	void eachAlertHasItsRunbook() throws IOException {
		List<String> alerts = found(ALERTS, "- alert: (\\w+)");
		assertThat(alerts).isNotEmpty().doesNotHaveDuplicates();
		assertThat(found(RUNBOOKS, "(?m)^## (\\w+)$")).containsExactlyElementsOf(alerts);
		assertThat(found(ALERTS, "runbook_url: docs/runbooks\\.md#(\\S+)"))
			.containsExactlyElementsOf(alerts.stream().map((alert) -> alert.toLowerCase(Locale.ROOT)).toList());
		assertThat(found(ALERTS, "severity: (info|warning|critical)\\n")).hasSameSizeAs(alerts);
	}

	@Test
	void eachAlertFiresInATest() throws IOException {
		assertThat(found(ALERTS_TEST, "alertname=\"(\\w+)\"")).containsAll(found(ALERTS, "- alert: (\\w+)"));
	}

	@Test
	void promtoolAcceptsTheRules() throws Exception {
		assertThat(promtool("check", "rules", ALERTS.toString()))
			.contains("SUCCESS: %s rules found".formatted(found(ALERTS, "- alert: (\\w+)").size()));
	}

	@Test
	void rulesFireWhenTheyMustAndOnlyThen() throws Exception {
		assertThat(promtool("test", "rules", ALERTS_TEST.toString())).contains("SUCCESS");
	}

	@Test
	void promtoolAcceptsTheQueriesOfTheDashboard(@TempDir Path folder) throws Exception {
		List<Map<String, String>> rules = new ArrayList<>();
		panels().findValuesAsString("expr")
			.forEach((query) -> rules.add(Map.of("record", "query:" + rules.size(), "expr",
					query.replace("$client", ".*").replace("$__rate_interval", "5m"))));
		Path file = Files.writeString(folder.resolve("queries.json"), new JsonMapper()
			.writeValueAsString(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)))));
		assertThat(promtool("check", "rules", file.toString()))
			.contains("SUCCESS: %s rules found".formatted(rules.size()));
	}

	private static JsonNode panels() throws IOException {
		return new JsonMapper().readTree(Files.readString(DASHBOARD)).at("/panels");
	}

	private static List<String> found(Path file, String pattern) throws IOException {
		return Pattern.compile(pattern)
			.matcher(Files.readString(file))
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	private static String promtool(String... arguments) throws Exception {
		DebianServer.assumeInstalled("promtool");
		List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
		Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(promtool.getInputStream().readAllBytes());
		assertThat(promtool.waitFor()).as(said).isZero();
		return said;
	}

}
