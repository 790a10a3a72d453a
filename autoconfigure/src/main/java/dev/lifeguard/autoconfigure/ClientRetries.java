package dev.lifeguard.autoconfigure;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetryRule;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Factory of the retries of each client, with the application's rules: a
 * {@link RetryRule} bean that is qualified with a client's name belongs to that client,
 * another one to all the rest.
 */
final class ClientRetries {

	private static final Log logger = LogFactory.getLog(ClientRetries.class);

	private final ListableBeanFactory beans;

	private final Sources sources;

	private final Supplier<Map<String, RetryRule>> shared;

	ClientRetries(ListableBeanFactory beans, Set<String> names, LongSupplier nanoClock) {
		this.beans = beans;
		this.sources = new Sources(nanoClock, InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble());
		this.shared = SingletonSupplier.of(() -> shared(names));
	}

	/**
	 * Make the retries of one client.
	 * @param settings the client's settings
	 */
	Retries of(ClientSettings settings) {
		RetryRule own = rule(settings.name());
		RetryRule rule = (own != null) ? own : RetryRule.of(settings.retry());
		return Retries.of(settings.retry(), rule, this.sources, (failure) -> logger
			.warn("client '%s': a retry rule failed; the attempt is final".formatted(settings.name()), failure));
	}

	private @Nullable RetryRule rule(String name) {
		RetryRule own = only(qualified(name));
		return (own != null) ? own : only(this.shared.get());
	}

	private Map<String, RetryRule> qualified(String name) {
		return BeanFactoryAnnotationUtils.qualifiedBeansOfType(this.beans, RetryRule.class, name);
	}

	private Map<String, RetryRule> shared(Set<String> names) {
		Map<String, RetryRule> shared = new LinkedHashMap<>(this.beans.getBeansOfType(RetryRule.class));
		if (!shared.isEmpty()) {
			names.forEach((name) -> shared.keySet().removeAll(qualified(name).keySet()));
		}
		return shared;
	}

	private static @Nullable RetryRule only(Map<String, RetryRule> rules) {
		if (rules.size() > 1) {
			throw new NoUniqueBeanDefinitionException(RetryRule.class, rules.keySet());
		}
		return rules.isEmpty() ? null : rules.values().iterator().next();
	}

}
