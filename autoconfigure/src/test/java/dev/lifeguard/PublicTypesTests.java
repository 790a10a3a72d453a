package dev.lifeguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the outside can see: a new public type shows in the difference of one file.
 */
class PublicTypesTests {

	private static final double MINIMUM = 0.45;

	private final List<JavaClass> types = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.lifeguard")
		.stream()
		.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
		.toList();

	@Test
	void publicTypesAreTheOnesThatWereAgreedOn() throws IOException {
		List<String> agreed = Files.readAllLines(Path.of("src/test/resources/public-types.txt"));
		assertThat(this.types.stream().filter(PublicTypesTests::isPublic).map(JavaClass::getName).sorted())
			.containsExactlyElementsOf(agreed);
	}

	@Test
	void enoughTypesAreHidden() {
		double hidden = this.types.stream().filter((type) -> !isPublic(type)).count();
		assertThat(hidden / this.types.size()).isGreaterThanOrEqualTo(MINIMUM);
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC);
	}

}
