package dev.lifeguard;

import java.util.List;
import java.util.Set;

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

/**
 * The floors of the house, and which libraries are known where.
 */
class ArchitectureTests {

	private static final String HOUSE = "dev.lifeguard";

	/**
	 * From the ground up. A room may know the rooms of the floors below, and never one of
	 * its own floor.
	 */
	private static final List<Set<String>> FLOORS = List.of(Set.of("failure"),
			Set.of("lease", "limit", "retry", "deadline", "pool"), Set.of("client", "diagnosis"), Set.of("registry"),
			Set.of("client.blocking", "client.reactive", "metrics", "health", "endpoint", "web"),
			Set.of("autoconfigure"),
			Set.of("autoconfigure.blocking", "autoconfigure.reactive", "autoconfigure.metrics", "autoconfigure.health",
					"autoconfigure.endpoint", "autoconfigure.web", "autoconfigure.diagnostics",
					"autoconfigure.discovery"));

	private static final String[] WITHOUT_LIBRARIES = { "dev.lifeguard.failure", "dev.lifeguard.deadline",
			"dev.lifeguard.lease", "dev.lifeguard.limit", "dev.lifeguard.retry", "dev.lifeguard.diagnosis" };

	private static final String[] WITHOUT_SPRING = { "dev.lifeguard.pool", "dev.lifeguard.client",
			"dev.lifeguard.registry" };

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(HOUSE);

	@Test
	void roomsKnowOnlyFloorsBelow() {
		ArchRuleDefinition.classes().should(new KnowOnlyFloorsBelow()).check(CLASSES);
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
	void springBootIsKnownByAutoConfigurationHealthAndEndpointOnly() {
		onlyIn("org.springframework.boot..", "dev.lifeguard.autoconfigure..", "dev.lifeguard.health",
				"dev.lifeguard.endpoint");
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
		onlyIn("reactor..", "dev.lifeguard.pool", "dev.lifeguard.client..", "dev.lifeguard.autoconfigure");
		onlyIn("org.reactivestreams..", "dev.lifeguard.client..");
		onlyIn("io.netty..", "dev.lifeguard.pool", "dev.lifeguard.client..");
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

	private static int floor(String room) {
		for (int floor = 0; floor < FLOORS.size(); floor++) {
			if (FLOORS.get(floor).contains(room)) {
				return floor;
			}
		}
		throw new IllegalStateException("The room '%s' is on no floor".formatted(room));
	}

	/**
	 * Arrows may skip floors and never climb.
	 */
	private static final class KnowOnlyFloorsBelow extends ArchCondition<JavaClass> {

		KnowOnlyFloorsBelow() {
			super("know only floors below");
		}

		@Override
		public void check(JavaClass type, ConditionEvents events) {
			String room = room(type);
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				JavaClass target = dependency.getTargetClass().getBaseComponentType();
				boolean ours = target.getPackageName().startsWith(HOUSE + ".");
				if (ours && !room(target).equals(room) && floor(room(target)) >= floor(room)) {
					events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
				}
			}
			floor(room);
		}

	}

}
