package dev.lifeguard.autoconfigure.diagnostics;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.lifeguard.failure.Echo;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Failure analyzer that explains why a {@code RestClient} or a {@code WebClient} was not
 * found although there are clients: its qualifier is not the name of a client, or it has
 * no qualifier. It comes before Boot's own analyzer, which knows nothing of clients.
 */
@Order(0)
class MissingClientFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final Set<String> TYPES = Set.of("org.springframework.web.client.RestClient",
			"org.springframework.web.reactive.function.client.WebClient");

	private static final int MOST = 20;

	private final Environment environment;

	MissingClientFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		ResolvableType type = cause.getResolvableType();
		SortedSet<String> clients = clients();
		if (type == null || !TYPES.contains(type.toClass().getName()) || clients.isEmpty()) {
			return null;
		}
		String who = "%s required a %s".formatted((description != null) ? description : "A component",
				type.toClass().getSimpleName());
		String qualifier = qualifier(rootFailure);
		return (qualifier != null) ? unknown(who, qualifier, clients, cause) : unnamed(who, clients, cause);
	}

	private static FailureAnalysis unnamed(String who, SortedSet<String> clients, Throwable cause) {
		return new FailureAnalysis(
				"%s without a qualifier: Lifeguard's clients are injected by name only. There are: %s.".formatted(who,
						Echo.first(clients, MOST)),
				"Write @Qualifier(\"%s\") where it is injected, or define a bean of that type."
					.formatted(clients.first()),
				cause);
	}

	private static FailureAnalysis unknown(String who, String qualifier, SortedSet<String> clients, Throwable cause) {
		return new FailureAnalysis(
				"%s with the qualifier '%s', but there is no client with that name. There are: %s.".formatted(who,
						Echo.of(qualifier), Echo.first(clients, MOST)),
				"Write the name of a client, for example @Qualifier(\"%s\"), or configure lifeguard.clients.%s."
					.formatted(clients.first(), Echo.of(qualifier)),
				cause);
	}

	private SortedSet<String> clients() {
		if (!this.environment.getProperty("lifeguard.enabled", Boolean.class, true)) {
			return Collections.emptySortedSet();
		}
		return Binder.get(this.environment)
			.bind("lifeguard.clients", Bindable.mapOf(String.class, Object.class))
			.map((clients) -> (SortedSet<String>) new TreeSet<>(clients.keySet()))
			.orElseGet(Collections::emptySortedSet);
	}

	private @Nullable String qualifier(Throwable rootFailure) {
		UnsatisfiedDependencyException failure = findCause(rootFailure, UnsatisfiedDependencyException.class);
		String qualifier = null;
		while (failure != null) {
			InjectionPoint point = failure.getInjectionPoint();
			Qualifier found = (point != null) ? point.getAnnotation(Qualifier.class) : null;
			qualifier = (found != null) ? found.value() : null;
			failure = (failure.getCause() != null) ? findCause(failure.getCause(), UnsatisfiedDependencyException.class)
					: null;
		}
		return qualifier;
	}

}
