package dev.lifeguard.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users of the kit can see, and what it needs of them.
 */
class PublicTypesTests {

	private static final double MINIMUM = 0.45;

	private static final JavaClasses KIT = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPath(Path.of("target/classes"));

	private static List<JavaClass> types() {
		return KIT.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.toList();
	}

	@Test
	void publicTypesAreTheOnesThatWereAgreedOn() throws IOException {
		assertThat(types().stream().filter(PublicTypesTests::isPublic).map(JavaClass::getName).sorted())
			.containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/public-types.txt")));
	}

	@Test
	void enoughTypesAreHidden() {
		assertThat((double) types().stream().filter((type) -> !isPublic(type)).count() / types().size())
			.isGreaterThanOrEqualTo(MINIMUM);
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(types().stream().map(JavaClass::getPackage).collect(Collectors.toSet())).isNotEmpty()
			.allMatch((room) -> room.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void kitNeedsNeitherJUnitNorMockitoNorBootsTests() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.junit..", "org.mockito..", "org.springframework.boot.test..", "kotlin..")
			.check(KIT);
	}

	@Test
	void serverKnowsNothingOfLifeguard() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("dev.lifeguard.test.backend")
			.should()
			.dependOnClassesThat()
			.resideOutsideOfPackages("dev.lifeguard.test.backend", "java..", "javax..", "io.netty..", "org.jspecify..",
					"org.springframework.http..", "org.springframework.web.util.pattern..",
					"org.springframework.boot.convert..")
			.check(KIT);
	}

}
