package dev.lifeguard.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.lifeguard.fleet.autoconfigure.LifeguardFleetAutoConfiguration;
import dev.lifeguard.fleet.autoconfigure.LifeguardFleetSliceAutoConfiguration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.restclient.test.autoconfigure.AutoConfigureRestClient;
import org.springframework.boot.webclient.test.autoconfigure.AutoConfigureWebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rooms of this module: who may know whom, what can be seen from outside, and what holds
 * for every class.
 */
class FleetArchitectureTests {

	private static final String HOUSE = "dev.lifeguard.";

	/** Less than half is seen. */
	private static final double HIDDEN = 0.45;

	/**
	 * Each room with those that it may know, also of the main module.
	 */
	private static final Map<String, Set<String>> MAY_KNOW = new TreeMap<>(
			Map.of("fleet", Set.of("failure", "limit"), "fleet.redis", Set.of("fleet"), "fleet.autoconfigure",
					Set.of("autoconfigure", "autoconfigure.settings", "call", "call.tell", "client", "failure", "fleet",
							"fleet.redis", "lease", "limit", "registry", "time")));

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption(new ImportOption.DoNotIncludeJars())
		.withImportOption((location) -> !location.contains("/autoconfigure/target/"))
		.importPackages("dev.lifeguard");

	private static final JavaClasses TESTS = new ClassFileImporter()
		.withImportOption(new ImportOption.OnlyIncludeTests())
		.importPackages("dev.lifeguard.fleet");

	@Test
	void roomsKnowOnlyThoseThatTheyMay() {
		Map<String, Set<String>> known = new TreeMap<>();
		CLASSES.forEach((type) -> known.computeIfAbsent(room(type), (room) -> new TreeSet<>()).addAll(known(type)));
		assertThat(known).isEqualTo(MAY_KNOW);
	}

	private static Set<String> known(JavaClass type) {
		return type.getDirectDependenciesFromSelf()
			.stream()
			.map(Dependency::getTargetClass)
			.map(JavaClass::getBaseComponentType)
			.filter((target) -> target.getPackageName().startsWith(HOUSE))
			.map(FleetArchitectureTests::room)
			.filter((room) -> !room.equals(room(type)))
			.collect(Collectors.toSet());
	}

	private static String room(JavaClass type) {
		return type.getPackageName().substring(HOUSE.length());
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
	void roomThatDecidesKnowsTheJdkOnly() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage("dev.lifeguard.fleet")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("dev.lifeguard..", "java..", "org.jspecify..")
			.check(CLASSES);
	}

	@Test
	void redisIsKnownByItsRoomAndTheAutoConfigurationOnly() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("dev.lifeguard.fleet.redis")
			.and()
			.doNotHaveSimpleName("RedisStoreConfiguration")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.data..", "io.lettuce..")
			.check(CLASSES);
	}

	@Test
	void clockIsReadInOnePlace() {
		assertThat(accesses(CLASSES, "java.lang.System", "nanoTime", "currentTimeMillis")).isNotEmpty()
			.containsOnly("dev.lifeguard.fleet.autoconfigure.LifeguardFleetAutoConfiguration");
	}

	@Test
	void testsDoNotSleep() {
		assertThat(accesses(TESTS, "java.lang.Thread", "sleep")).isEmpty();
	}

	private static Set<String> accesses(JavaClasses classes, String owner, String... names) {
		return classes.stream()
			.flatMap((type) -> type.getAccessesFromSelf().stream())
			.filter((access) -> access.getTargetOwner().getName().equals(owner))
			.filter((access) -> Set.of(names).contains(access.getTarget().getName()))
			.map((access) -> access.getOriginOwner().getName())
			.collect(Collectors.toSet());
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet())).isNotEmpty()
			.allMatch((room) -> room.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void publicTypesAreTheOnesThatWereAgreedOn() throws IOException {
		List<JavaClass> types = CLASSES.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.toList();
		List<String> seen = types.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		assertThat(seen).isEqualTo(Files.readAllLines(Path.of("src/test/resources/public-types.txt")));
		assertThat(1 - (double) seen.size() / types.size()).isGreaterThanOrEqualTo(HIDDEN);
	}

	@Test
	void springBootIsToldOfIt() {
		assertThat(imports(AutoConfiguration.class)).containsExactly(LifeguardFleetAutoConfiguration.class.getName());
		assertThat(List.of(AutoConfigureRestClient.class, AutoConfigureWebClient.class))
			.allSatisfy((slice) -> assertThat(imports(slice))
				.containsExactly(LifeguardFleetSliceAutoConfiguration.class.getName()));
	}

	private static List<String> imports(Class<?> annotation) {
		return ImportCandidates.load(annotation, FleetArchitectureTests.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("dev.lifeguard.fleet."))
			.toList();
	}

	/**
	 * All its properties belong to clients.
	 */
	@Test
	void moduleHasNoPropertiesOfItsOwn() {
		assertThat(Path.of("target/classes/META-INF/spring-configuration-metadata.json")).doesNotExist();
		assertThat(Path.of("target/classes/META-INF/additional-spring-configuration-metadata.json")).doesNotExist();
	}

	@Test
	void everyMessageHasASection() throws IOException {
		List<String> headings = Files.readAllLines(Path.of("..", "docs", "diagnosis.md"))
			.stream()
			.filter((line) -> line.startsWith("### `client '<name>'"))
			.toList();
		assertThat(headings).contains("### `client '<name>': its share of the budget of fleet '…' is not renewed`",
				"### `client '<name>': nothing is known of fleet '…' yet`",
				"### `client '<name>': it could not leave fleet '…'`");
	}

}
