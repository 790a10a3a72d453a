package dev.lifeguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.blocking.LifeguardRestClientAutoConfiguration;
import dev.lifeguard.autoconfigure.reactive.LifeguardWebClientAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.restclient.test.autoconfigure.AutoConfigureRestClient;
import org.springframework.boot.webclient.test.autoconfigure.AutoConfigureWebClient;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Boot is told about, and whether it is there.
 */
class AutoConfigurationImportsTests {

	private static final Path META_INF = Path.of("src/main/resources/META-INF");

	@Test
	void importsAreSortedAndNamedAsWhatTheyAre() throws IOException {
		assertThat(imports()).isNotEmpty().isSorted().allMatch((name) -> name.endsWith("AutoConfiguration"));
	}

	@Test
	void importsAreComplete() throws IOException {
		List<String> annotated = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("dev.lifeguard")
			.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.toList();
		assertThat(imports()).containsExactlyInAnyOrderElementsOf(annotated);
	}

	/**
	 * Spring Boot's slices of these names know ours.
	 */
	@ParameterizedTest
	@ValueSource(classes = { AutoConfigureRestClient.class, AutoConfigureWebClient.class })
	void slicesHaveTheClients(Class<?> slice) throws IOException {
		List<String> named = Files.readAllLines(META_INF.resolve("spring/" + slice.getName() + ".imports"));
		assertThat(named).isSorted()
			.allMatch(AutoConfigurationImportsTests::isPresent)
			.contains(LifeguardAutoConfiguration.class.getName(), LifeguardRestClientAutoConfiguration.class.getName(),
					LifeguardWebClientAutoConfiguration.class.getName());
	}

	@Test
	void classesThatAreNamedExist() throws IOException {
		List<String> named = imports().stream().flatMap(AutoConfigurationImportsTests::names).toList();
		assertThat(named).isNotEmpty().allMatch(AutoConfigurationImportsTests::isPresent);
	}

	@Test
	void factoriesExist() throws IOException {
		Properties factories = PropertiesLoaderUtils
			.loadProperties(new FileSystemResource(META_INF.resolve("spring.factories")));
		assertThat(factories.stringPropertyNames()).isNotEmpty().allMatch(AutoConfigurationImportsTests::isPresent);
		assertThat(factories.stringPropertyNames()).flatMap((name) -> implementations(factories, name))
			.isNotEmpty()
			.allMatch(AutoConfigurationImportsTests::isPresent);
	}

	private static List<String> imports() throws IOException {
		return Files
			.readAllLines(META_INF.resolve("spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"));
	}

	private static Stream<String> names(String autoConfiguration) {
		Class<?> type = ClassUtils.resolveClassName(autoConfiguration, null);
		AutoConfiguration annotation = type.getAnnotation(AutoConfiguration.class);
		assertThat(annotation).isNotNull();
		return Stream.concat(Stream.of(annotation.afterName()), Stream.of(annotation.beforeName()));
	}

	private static List<String> implementations(Properties factories, String name) {
		return List.of(StringUtils.commaDelimitedListToStringArray(factories.getProperty(name)));
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, null);
	}

}
