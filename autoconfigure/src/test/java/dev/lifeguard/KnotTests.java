package dev.lifeguard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Classes that reach each other in circles can only be understood, and tested, together.
 * A few of one room may do so; more are a knot. A class stands for those that are nested
 * in it. Rooms do not reach each other in circles, so that a knot lies within one.
 */
class KnotTests {

	private static final int MOST = 10;

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.lifeguard");

	@Test
	void fewClassesOfARoomReachEachOtherInCircles() {
		Map<String, Reach> rooms = new TreeMap<>();
		CLASSES.forEach((type) -> rooms.computeIfAbsent(type.getPackageName(), (room) -> new Reach()).add(type));
		assertThat(rooms).containsKey("dev.lifeguard.client");
		rooms.forEach((room, reach) -> reach.circles()
			.forEach((circle) -> assertThat(circle.size())
				.as("classes of %s that reach each other: %s", room, String.join(", ", circle))
				.isLessThanOrEqualTo(MOST)));
	}

	@Test
	void circlesAreFound() {
		Reach reach = new Reach();
		reach.add("A", "B");
		reach.add("B", "C");
		reach.add("C", "A");
		reach.add("C", "D");
		reach.add("D", "E");
		reach.add("E", "D");
		reach.add("E", "F");
		reach.add("F", "F");
		assertThat(reach.circles()).containsExactlyInAnyOrder(Set.of("A", "B", "C"), Set.of("D", "E"));
	}

	@Test
	void nestedClassesCountAsTheClassAroundThem() {
		Reach reach = new Reach();
		JavaClasses classes = new ClassFileImporter().importClasses(Outer.class, Outer.Inner.class);
		classes.forEach(reach::add);
		assertThat(classes).hasSize(2);
		assertThat(reach.circles()).isEmpty();
	}

	/**
	 * Knows the class in it, which knows it.
	 */
	private static final class Outer {

		private final Inner inner = new Inner(this);

		/**
		 * Knows the class around it.
		 *
		 * @param outer the class around it
		 */
		private record Inner(Outer outer) {

		}

	}

	/**
	 * Which classes of one room know which others of it.
	 */
	private static final class Reach {

		private final Map<String, Set<String>> known = new TreeMap<>();

		void add(JavaClass type) {
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				JavaClass target = dependency.getTargetClass().getBaseComponentType();
				if (target.getPackageName().equals(type.getPackageName())) {
					add(outermost(type), outermost(target));
				}
			}
		}

		private static String outermost(JavaClass type) {
			return type.getName().substring(type.getPackageName().length() + 1).replaceFirst("\\$.*", "");
		}

		void add(String type, String target) {
			this.known.computeIfAbsent(type, (name) -> new TreeSet<>()).add(target);
		}

		/**
		 * Return the sets of classes of which each reaches all others.
		 */
		List<Set<String>> circles() {
			Map<String, Set<String>> reached = new TreeMap<>();
			this.known.keySet().forEach((type) -> reached.put(type, reachedFrom(type)));
			return reached.keySet()
				.stream()
				.map((type) -> circle(type, reached))
				.filter((circle) -> circle.size() > 1)
				.distinct()
				.toList();
		}

		private static Set<String> circle(String type, Map<String, Set<String>> reached) {
			return reached.getOrDefault(type, Set.of())
				.stream()
				.filter((other) -> reached.getOrDefault(other, Set.of()).contains(type))
				.collect(Collectors.toCollection(TreeSet::new));
		}

		private Set<String> reachedFrom(String type) {
			Set<String> reached = new TreeSet<>();
			Deque<String> next = new ArrayDeque<>(Set.of(type));
			while (!next.isEmpty()) {
				this.known.getOrDefault(next.pop(), Set.of()).stream().filter(reached::add).forEach(next::push);
			}
			return reached;
		}

	}

}
