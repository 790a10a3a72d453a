package dev.lifeguard.test;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/**
 * What the annotations on a test class say, on its superclasses, and on the classes that
 * it is nested in.
 */
final class Declared {

	private Declared() {
	}

	/**
	 * Return the backends of a test class. Of several for one client the nearest counts.
	 */
	static Set<BackendSettings> backends(Class<?> testClass) {
		Map<String, BackendSettings> backends = new LinkedHashMap<>();
		for (Class<?> type : withEnclosing(testClass)) {
			MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)
				.stream(BrokenBackend.class)
				.map(MergedAnnotation::synthesize)
				.map(BackendSettings::of)
				.forEach((backend) -> backends.putIfAbsent(backend.client(), backend));
			fields(type, (field, backend) -> backends.putIfAbsent(backend.client(), backend));
		}
		return new LinkedHashSet<>(backends.values());
	}

	/**
	 * Go through the annotated fields of a class and its superclasses.
	 */
	static void fields(Class<?> type, BiConsumer<Field, BackendSettings> visitor) {
		ReflectionUtils.doWithFields(type, (field) -> {
			MergedAnnotation<BrokenBackend> annotation = MergedAnnotations.from(field).get(BrokenBackend.class);
			if (annotation.isPresent()) {
				Assert.state(field.getType() == Backend.class && !Modifier.isStatic(field.getModifiers()),
						() -> "@BrokenBackend belongs on a test class, or on a field of type Backend that is not static: "
								+ field);
				visitor.accept(field, BackendSettings.of(annotation.synthesize()));
			}
		});
	}

	/**
	 * Return whether a leak fails the tests of a class, or one of its methods.
	 */
	static boolean watchesLeaks(Class<?> testClass) {
		return Boolean.TRUE.equals(failsOnLeak(testClass, null))
				|| !MethodIntrospector.selectMethods(testClass, (MethodFilter) Declared::watchesLeaks).isEmpty();
	}

	private static boolean watchesLeaks(Method method) {
		MergedAnnotation<FailOnLeak> annotation = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.get(FailOnLeak.class);
		return annotation.isPresent() && annotation.getBoolean(MergedAnnotation.VALUE);
	}

	/**
	 * Return what is said of leaks, by the method or else by the classes.
	 * @param testClass the test class
	 * @param method the test method, if there is one
	 * @return whether a leak fails the test, or {@code null} if nothing is said
	 */
	static @Nullable Boolean failsOnLeak(Class<?> testClass, @Nullable Method method) {
		FailOnLeak onMethod = (method != null) ? MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.get(FailOnLeak.class)
			.synthesize(MergedAnnotation::isPresent)
			.orElse(null) : null;
		if (onMethod != null) {
			return onMethod.value();
		}
		for (Class<?> type : withEnclosing(testClass)) {
			MergedAnnotation<FailOnLeak> onClass = MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)
				.get(FailOnLeak.class);
			if (onClass.isPresent()) {
				return onClass.synthesize().value();
			}
		}
		return null;
	}

	private static Set<Class<?>> withEnclosing(Class<?> testClass) {
		Set<Class<?>> types = new LinkedHashSet<>();
		Class<?> type = testClass;
		while (type != null && types.add(type)) {
			type = TestContextAnnotationUtils.searchEnclosingClass(type) ? type.getEnclosingClass() : null;
		}
		return types;
	}

}
