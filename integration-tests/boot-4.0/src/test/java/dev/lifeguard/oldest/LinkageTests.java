package dev.lifeguard.oldest;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * References of Lifeguard, compiled with the newest Spring Boot, to types and members
 * that the oldest does not have.
 */
class LinkageTests {

	private static final String BOOT_COOKIES = "dev.lifeguard.autoconfigure.settings.BootCookies";

	@Test
	void onlyOneClassRefersToWhatIsMissing() {
		List<String> missing = new ClassFileImporter().importPackages("dev.lifeguard")
			.stream()
			.flatMap(LinkageTests::missing)
			.toList();
		assertThat(missing).allMatch((reference) -> reference.startsWith(BOOT_COOKIES + " -> "))
			.anyMatch((reference) -> reference.endsWith(".HttpCookieHandling"))
			.anyMatch((reference) -> reference.contains(".withCookieHandling("));
	}

	private static Stream<String> missing(JavaClass type) {
		return Stream.concat(missingTypes(type), missingMembers(type))
			.map((reference) -> type.getName() + " -> " + reference);
	}

	private static Stream<String> missingTypes(JavaClass type) {
		return type.getDirectDependenciesFromSelf()
			.stream()
			.map(Dependency::getTargetClass)
			.map(JavaClass::getBaseComponentType)
			.filter(LinkageTests::isChecked)
			.map(JavaClass::getName)
			.filter((name) -> !ClassUtils.isPresent(name, null));
	}

	private static Stream<String> missingMembers(JavaClass type) {
		return type.getAccessesFromSelf()
			.stream()
			.map(JavaAccess::getTarget)
			.filter((target) -> isChecked(target.getOwner()))
			.filter((target) -> target.resolveMember().isEmpty())
			.map((target) -> target.getFullName());
	}

	/**
	 * Spring Cloud has releases of its own, and is not on this class path.
	 */
	private static boolean isChecked(JavaClass target) {
		String room = target.getPackageName();
		return (room.startsWith("org.springframework.") && !room.startsWith("org.springframework.cloud."))
				|| room.startsWith("io.micrometer.");
	}

}
