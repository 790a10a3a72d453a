package dev.lifeguard.neighbours;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.lifeguard.neighbours.added.Application;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The starter is added to applications that have no key of Lifeguard's. What the class
 * path decides does not depend on the JVM, so this runs on the oldest one only.
 */
@EnabledForJreRange(max = JRE.JAVA_20)
class MerelyAddedTests {

	/** The engine behind Boot's blocking builders. */
	private static final String ENGINE = "clientHttpRequestFactoryBuilder";

	private static final String REACTIVE_ENGINE = "clientHttpConnectorBuilder";

	private static final String CHOICE = "spring.http.clients.imperative.factory";

	private static final String OURS = "dev.lifeguard.";

	/**
	 * Those with a server of Reactor Netty, with a client that takes precedence, which
	 * Spring Cloud Config brings as well, with a choice, and without a start.
	 */
	private static final Set<Kind> SILENT = EnumSet.of(Kind.WEB_FLUX, Kind.REACTIVE_ACTUATOR, Kind.REST_CLIENT_APACHE,
			Kind.REST_CLIENT_JETTY, Kind.REST_CLIENT_CHOSEN, Kind.CONFIG, Kind.CONFIG_MISSING);

	/** What the modules of Boot configure that the starter depends on. */
	private static final List<String> BOOTS = List.of("http.client", "http.codec", "http.converter", "jackson",
			"reactor", "restclient", "webclient");

	/** What neighbours add when they see Reactor or WebClient on the class path. */
	private static final List<String> OF_NEIGHBOURS = List.of(
			"org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration$Reactive",
			"org.springframework.boot.security.oauth2.client.autoconfigure.reactive.",
			"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
			"org.springframework.security.config.annotation.web.configuration.SecurityReactorContextConfiguration",
			"org.springframework.cloud.client.discovery.composite.reactive.",
			"org.springframework.cloud.client.discovery.simple.reactive.",
			"org.springframework.cloud.client.discovery.health.DiscoveryClientHealthIndicatorProperties",
			"org.springframework.cloud.client.loadbalancer.reactive.");

	private static Path folder = Path.of("target");

	private static final Map<Kind, Pair> PAIRS = new EnumMap<>(Kind.class);

	@BeforeAll
	static void startAll() throws Exception {
		assumeThat(System.getProperty("maven.home")).as("run by Maven").isNotNull();
		// no TempDir: it warns of each link that it finds
		folder = Files.createTempDirectory("kinds");
		ClassPaths classPaths = ClassPaths.resolve(folder);
		for (Kind kind : Kind.values()) {
			PAIRS.put(kind, Pair.of(kind, classPaths, folder.resolve(kind.name())));
		}
	}

	@AfterAll
	static void cleanUp() throws IOException {
		PAIRS.clear();
		if (folder.isAbsolute()) {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	@ParameterizedTest
	@EnumSource
	void applicationDoesWhatItDid(Kind kind) {
		Pair pair = pair(kind);
		assertThat(pair.before().facts("outcome").containsKey("start")).as(pair.before().output())
			.isEqualTo(!kind.starts());
		SoftAssertions.assertSoftly((softly) -> {
			for (String section : List.of("type", "outcome", "request", "source", "property")) {
				softly.assertThat(pair.after().facts(section)).as(section).isEqualTo(pair.before().facts(section));
			}
			softly.assertThat(pair.after().facts("thread").keySet())
				.as("threads")
				.isSubsetOf(pair.before().facts("thread").keySet());
			softly.assertThat(warnings(pair.after())).as("warnings").isEqualTo(warnings(pair.before()));
		});
	}

	@ParameterizedTest
	@EnumSource
	void beansOfOthersStayTheSame(Kind kind) {
		Map<String, String> before = pair(kind).before().facts("bean");
		Map<String, String> after = pair(kind).after().facts("bean");
		Map<String, String> kept = new LinkedHashMap<>(after);
		kept.keySet().retainAll(before.keySet());
		for (String engine : List.of(ENGINE, REACTIVE_ENGINE)) {
			before.computeIfPresent(engine, (name, bean) -> bean.replace(".JdkClient", ".ReactorClient"));
		}
		if (kind == Kind.REST_CLIENT_CHOSEN) {
			before.put(ENGINE, pair(kind).before().facts("bean").get(ENGINE));
		}
		assertThat(kept).isEqualTo(before);
	}

	@Test
	void applicationThatHasAllModulesGetsNothingButOurs() {
		Pair pair = pair(Kind.EVERYTHING);
		assertThat(added(pair, "bean").values()).isNotEmpty().allMatch((bean) -> bean.contains(" by " + OURS));
		assertThat(added(pair, "condition").keySet()).allMatch((condition) -> condition.startsWith(OURS));
		List<String> kept = new ArrayList<>(made(pair.after()));
		kept.retainAll(made(pair.before()));
		assertThat(kept).as("in the same order").isEqualTo(made(pair.before()));
	}

	@ParameterizedTest
	@EnumSource
	void whatIsAddedIsKnown(Kind kind) {
		Pair pair = pair(kind);
		assertThat(pair.after().facts("condition").keySet()).containsAll(pair.before().facts("condition").keySet());
		assertThat(added(pair, "condition").keySet()).filteredOn((condition) -> !isKnown(condition)).isEmpty();
		assertThat(added(pair, "bean").values().stream().map((bean) -> bean.replaceAll(".* by ", "")))
			.filteredOn((origin) -> !isKnown(origin))
			.isEmpty();
		assertThat(added(pair, "bean").entrySet()).filteredOn((bean) -> bean.getValue().startsWith(OURS))
			.extracting(Map.Entry::getKey)
			.allMatch((name) -> name.startsWith("lifeguard") || name.startsWith(OURS));
	}

	/**
	 * Spring and Boot choose by what is on the class path.
	 */
	@ParameterizedTest
	@EnumSource
	void onlyTheClientOfTheJdkIsReplaced(Kind kind) {
		Map<String, String> expected = pair(kind).before().facts("engine");
		expected.replaceAll((client, engine) -> engine.replace("Java-http-client", "ReactorNetty"));
		if (kind == Kind.REST_CLIENT_CHOSEN) {
			expected.put("RestClient.Builder", "Java-http-client");
			expected.put("RestTemplateBuilder", "Java-http-client");
		}
		assertThat(pair(kind).after().facts("engine")).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource
	void oneLineAtMostIsLogged(Kind kind) {
		assertThat(lines(pair(kind).after())).hasSize(SILENT.contains(kind) ? 0 : 1)
			.allMatch((line) -> line.contains(CHOICE));
	}

	private static List<String> lines(Start start) {
		return Stream.of("INFO ", "WARN ")
			.flatMap((level) -> start.logged(level + OURS).stream())
			.filter((line) -> !line.contains(Application.class.getName()))
			.toList();
	}

	private static Pair pair(Kind kind) {
		Pair pair = PAIRS.get(kind);
		pair.before().check();
		pair.after().check();
		return pair;
	}

	/**
	 * Beans in their order. That of properties is not the same each time.
	 */
	private static List<String> made(Start start) {
		return start.facts("bean").keySet().stream().filter((name) -> !name.contains("-org.")).toList();
	}

	private static Map<String, String> added(Pair pair, String section) {
		Map<String, String> added = new LinkedHashMap<>(pair.after().facts(section));
		added.keySet().removeAll(pair.before().facts(section).keySet());
		return added;
	}

	private static boolean isKnown(String origin) {
		Stream<String> boots = BOOTS.stream().map("org.springframework.boot.%s.autoconfigure."::formatted);
		return Stream.of(Stream.of(OURS), boots, OF_NEIGHBOURS.stream())
			.flatMap((known) -> known)
			.anyMatch(origin::startsWith);
	}

	/**
	 * Reactor Netty itself logs calls that fail.
	 */
	private static Collection<String> warnings(Start start) {
		List<String> warnings = new ArrayList<>(start.logged("WARN"));
		warnings.addAll(start.logged("ERROR"));
		warnings.removeIf((line) -> line.startsWith("WARN reactor.netty.http.client.HttpClientConnect"));
		return warnings;
	}

	/**
	 * Two starts of one kind of application.
	 *
	 * @param before without the starter
	 * @param after with it
	 */
	private record Pair(Start before, Start after) {

		static Pair of(Kind kind, ClassPaths classPaths, Path folder) throws Exception {
			Pair pair = new Pair(Start.of(kind, classPaths.of(kind, false), folder.resolve("before")),
					Start.of(kind, classPaths.of(kind, true), folder.resolve("after")));
			pair.before.await();
			pair.after.await();
			return pair;
		}

	}

}
