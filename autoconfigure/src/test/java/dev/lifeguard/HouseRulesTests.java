package dev.lifeguard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every class, wherever it stands.
 */
class HouseRulesTests {

	private static final Set<String> COLLECTIONS = Set.of("java.util.LinkedHashMap", "java.util.LinkedHashSet",
			"java.util.ArrayList");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.lifeguard");

	private static final JavaClasses TESTS = new ClassFileImporter()
		.withImportOption(new ImportOption.OnlyIncludeTests())
		.importPackages("dev.lifeguard");

	@Test
	void everyPackageIsNullMarked() {
		assertThat(CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet())).isNotEmpty()
			.allMatch((room) -> room.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void packagesHaveNamesThatSayWhatIsInThem() {
		ArchRuleDefinition.noClasses()
			.should()
			.resideInAnyPackage("..util..", "..common..", "..internal..", "..model..", "..config..", "..exception..")
			.check(CLASSES);
	}

	@Test
	void clockIsReadInOnePlace() {
		assertThat(CLASSES.stream()
			.flatMap((type) -> accesses(type, "java.lang.System", "nanoTime", "currentTimeMillis"))
			.map((access) -> access.getOriginOwner().getName())).isNotEmpty()
			.containsOnly("dev.lifeguard.autoconfigure.LifeguardAutoConfiguration");
	}

	@Test
	void testsDoNotSleep() {
		assertThat(TESTS.stream()
			.flatMap((type) -> Stream.concat(accesses(type, "java.lang.Thread", "sleep"),
					accesses(type, "java.util.concurrent.TimeUnit", "sleep"))))
			.isEmpty();
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.resideInAPackage("..autoconfigure..")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsHideTheirBeanMethods() {
		ArchRuleDefinition.members()
			.that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.and(DescribedPredicate.describe("are not constructors",
					(JavaMember member) -> !"<init>".equals(member.getName())))
			.should()
			.notBePublic()
			.check(CLASSES);
	}

	@Test
	void beanMethodsDoNotNameClassesThatMayBeAbsent() {
		ArchRuleDefinition.noMethods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.beAnnotatedWith(ConditionalOnClass.class)
			.check(CLASSES);
	}

	@Test
	void nothingIsScannedFor() {
		ArchRuleDefinition.noClasses().should().beAnnotatedWith(ComponentScan.class).check(CLASSES);
	}

	@Test
	void propertiesAreInOnePackage() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(ConfigurationProperties.class)
			.or()
			.haveSimpleNameEndingWith("Properties")
			.should()
			.resideInAPackage("dev.lifeguard.autoconfigure.properties")
			.check(CLASSES);
	}

	@Test
	void propertiesKeepTheOrderInWhichTheyWereWritten() {
		assertThat(CLASSES.stream()
			.filter((type) -> type.getSimpleName().endsWith("Properties"))
			.flatMap((type) -> type.getConstructorCallsFromSelf().stream())
			.map((call) -> call.getTargetOwner().getName())
			.filter((created) -> created.startsWith("java.util."))).isNotEmpty().isSubsetOf(COLLECTIONS);
	}

	/**
	 * {@code %d} and {@code %f} write the digits of the default locale, which are not
	 * ASCII's in every language; {@code %s} does not.
	 */
	@Test
	void numbersHaveTheSameDigitsInEveryLanguage() throws IOException {
		Pattern comment = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
		Pattern number = Pattern.compile("%[0-9.,]*[df]");
		assertThat(sources().flatMap((source) -> Stream.of(comment.matcher(source).replaceAll("").split("[;{}]")))
			.filter((statement) -> number.matcher(statement).find())).isNotEmpty()
			.allMatch((statement) -> statement.contains("Locale.ROOT"));
	}

	private static Stream<String> sources() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(HouseRulesTests::source)
				.toList()
				.stream();
		}
	}

	private static String source(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<JavaAccess<?>> accesses(JavaClass type, String owner, String... names) {
		return type.getAccessesFromSelf()
			.stream()
			.filter((access) -> access.getTargetOwner().getName().equals(owner))
			.filter((access) -> Set.of(names).contains(access.getTarget().getName()));
	}

}
