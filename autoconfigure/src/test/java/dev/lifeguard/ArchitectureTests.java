package dev.lifeguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rooms of the house: who may know whom, and which libraries are known where.
 */
class ArchitectureTests {

	private static final String HOUSE = "dev.lifeguard";

	/**
	 * Each room with those that it may know.
	 */
	private static final Map<String, Set<String>> MAY_KNOW = new TreeMap<>();

	static {
		room("failure");
		room("time");
		room("leak");
		room("coding");
		room("pool");
		room("lease", "failure", "leak", "time");
		room("limit", "failure", "time");
		room("retry", "failure", "time");
		room("transport", "failure", "pool", "time");
		room("transport.names", "time", "transport");
		room("diagnosis.vitals", "failure", "lease", "time");
		room("diagnosis.symptom", "diagnosis.vitals", "failure", "lease");
		room("diagnosis", "diagnosis.symptom", "diagnosis.vitals", "failure", "leak", "lease");
		room("call.life", "lease");
		room("call.tell", "time");
		room("call", "call.life", "call.tell", "coding", "failure", "leak", "lease", "pool", "retry", "time",
				"transport", "transport.names");
		room("call.wire", "call", "call.life", "coding", "leak", "lease", "pool", "transport");
		room("client", "call", "call.tell", "call.wire", "failure", "leak", "lease", "limit", "pool", "retry", "time",
				"transport", "transport.names");
		room("client.blocking", "call", "call.wire", "client", "lease", "retry");
		room("client.reactive", "call", "call.wire", "client", "lease", "retry");
		room("registry", "client", "failure");
		room("actuate", "client", "failure", "leak", "lease", "limit", "pool", "registry", "retry");
		room("metrics", "client", "failure", "leak", "lease", "limit", "pool", "registry", "retry");
		room("web", "failure");
		room("autoconfigure.properties", "client", "leak", "lease", "limit", "retry", "transport");
		room("autoconfigure.fleet", "client", "failure", "pool", "registry", "time", "transport");
		room("autoconfigure.settings", "autoconfigure.fleet", "autoconfigure.properties", "client", "failure", "leak",
				"lease", "limit", "pool", "retry", "time", "transport");
		room("autoconfigure.transport", "autoconfigure.settings", "client", "transport");
		room("autoconfigure", "autoconfigure.fleet", "autoconfigure.properties", "autoconfigure.settings",
				"autoconfigure.transport", "call.tell", "client", "diagnosis", "limit", "registry", "retry", "time");
		room("autoconfigure.blocking", "autoconfigure", "call", "client", "client.blocking", "registry", "retry");
		room("autoconfigure.reactive", "autoconfigure", "call", "client", "client.reactive", "registry", "retry");
		room("autoconfigure.actuate", "actuate", "autoconfigure", "client", "registry");
		room("autoconfigure.metrics", "autoconfigure", "client", "metrics", "registry");
		room("autoconfigure.preload", "autoconfigure", "autoconfigure.transport", "call.tell", "client",
				"client.blocking", "client.reactive", "failure", "leak", "lease", "limit", "pool", "registry", "retry",
				"time", "transport", "web");
		room("autoconfigure.web", "autoconfigure", "registry", "web");
		room("autoconfigure.diagnostics", "autoconfigure.settings", "failure", "registry");
		room("autoconfigure.discovery", "autoconfigure", "autoconfigure.fleet", "registry");
	}

	private static void room(String room, String... mayKnow) {
		MAY_KNOW.put(room, Set.of(mayKnow));
	}

	private static final String[] WITHOUT_LIBRARIES = { "dev.lifeguard.failure", "dev.lifeguard.time",
			"dev.lifeguard.leak", "dev.lifeguard.lease", "dev.lifeguard.limit", "dev.lifeguard.retry",
			"dev.lifeguard.diagnosis..", "dev.lifeguard.call.life" };

	private static final String[] WITHOUT_SPRING = { "dev.lifeguard.pool", "dev.lifeguard.coding",
			"dev.lifeguard.transport..", "dev.lifeguard.call..", "dev.lifeguard.client", "dev.lifeguard.registry" };

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(HOUSE);

	@Test
	void roomsKnowOnlyThoseThatTheyMay() {
		ArchRuleDefinition.classes().should(new KnowOnlyTheirNeighbours()).check(CLASSES);
	}

	@Test
	void everyRoomOfTheTableExists() {
		assertThat(CLASSES.stream().map(ArchitectureTests::room)).containsAll(MAY_KNOW.keySet());
	}

	@Test
	void pageHasTheTable() throws IOException {
		Pattern row = Pattern.compile("\\| `([\\w.]+)` \\| .+ \\| (.+) \\|");
		Map<String, Set<String>> page = new TreeMap<>();
		Files.readAllLines(Path.of("..", "docs", "architecture.md"))
			.stream()
			.map(row::matcher)
			.filter(Matcher::matches)
			.filter((cells) -> MAY_KNOW.containsKey(cells.group(1)))
			.forEach((cells) -> page.put(cells.group(1), names(cells.group(2))));
		assertThat(page).isEqualTo(MAY_KNOW);
	}

	private static Set<String> names(String cell) {
		return Pattern.compile("`([\\w.]+)`")
			.matcher(cell)
			.results()
			.map((name) -> name.group(1))
			.collect(Collectors.toSet());
	}

	@Test
	void roomsAreFreeOfTangles() {
		SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void roomsThatDecideKnowTheJdkOnly() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAnyPackage(WITHOUT_LIBRARIES)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("dev.lifeguard..", "java..", "jdk.jfr..", "org.jspecify..")
			.check(CLASSES);
	}

	@Test
	void springIsUnknownBelowTheFaces() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(WITHOUT_SPRING)
			.and()
			.doNotHaveFullyQualifiedName("dev.lifeguard.registry.LifeguardClients")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.check(CLASSES);
	}

	@Test
	void springBootIsKnownByAutoConfigurationAndActuateOnly() {
		onlyIn("org.springframework.boot..", "dev.lifeguard.autoconfigure..", "dev.lifeguard.actuate");
	}

	@Test
	void micrometerIsKnownByMetricsOnly() {
		onlyIn("io.micrometer..", "dev.lifeguard.metrics", "dev.lifeguard.autoconfigure.metrics");
	}

	@Test
	void springCloudIsKnownByDiscoveryOnly() {
		onlyIn("org.springframework.cloud..", "dev.lifeguard.autoconfigure.discovery");
	}

	@Test
	void reactorIsKnownByTheTransportOnly() {
		onlyIn("reactor..", "dev.lifeguard.pool", "dev.lifeguard.coding", "dev.lifeguard.transport..",
				"dev.lifeguard.call..", "dev.lifeguard.client..", "dev.lifeguard.autoconfigure..");
		onlyIn("org.reactivestreams..", "dev.lifeguard.call..", "dev.lifeguard.client..");
		onlyIn("io.netty..", "dev.lifeguard.pool", "dev.lifeguard.coding", "dev.lifeguard.transport..",
				"dev.lifeguard.call..", "dev.lifeguard.client..");
	}

	@Test
	void springRetryIsKnownByOneClassOnly() {
		ArchRuleDefinition.noClasses()
			.that()
			.haveNameNotMatching("dev\\.lifeguard\\.client\\.blocking\\.RetryLoop(\\$.+)?")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.retry..")
			.check(CLASSES);
	}

	private void onlyIn(String library, String... rooms) {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(rooms)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(library)
			.check(CLASSES);
	}

	private static String room(JavaClass type) {
		return type.getPackageName().substring(HOUSE.length() + 1);
	}

	/**
	 * Whom a room may know stands in the table.
	 */
	private static final class KnowOnlyTheirNeighbours extends ArchCondition<JavaClass> {

		KnowOnlyTheirNeighbours() {
			super("know only the rooms that theirs may know");
		}

		@Override
		public void check(JavaClass type, ConditionEvents events) {
			String room = room(type);
			Set<String> mayKnow = MAY_KNOW.get(room);
			if (mayKnow == null) {
				events.add(SimpleConditionEvent.violated(type, "the room '%s' is not in the table".formatted(room)));
				return;
			}
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				JavaClass target = dependency.getTargetClass().getBaseComponentType();
				boolean ours = target.getPackageName().startsWith(HOUSE + ".");
				if (ours && !room(target).equals(room) && !mayKnow.contains(room(target))) {
					events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
				}
			}
		}

	}

}
