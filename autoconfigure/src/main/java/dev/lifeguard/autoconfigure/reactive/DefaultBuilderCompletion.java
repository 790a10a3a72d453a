package dev.lifeguard.autoconfigure.reactive;

import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Post-processor of the application's builders: those that use the client {@code default}
 * are completed by it, since filters may be added to them by anybody, at any time.
 */
class DefaultBuilderCompletion implements BeanPostProcessor {

	private final ObjectProvider<ClientRegistry> registry;

	DefaultBuilderCompletion(ObjectProvider<ClientRegistry> registry) {
		this.registry = registry;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof WebClient.Builder builder && TunedBuilders.isTuned(builder)) {
			Filters filters = new Filters(this.registry.getObject().client(ClientRegistry.DEFAULT));
			return CompleteWebClient.builder(builder, filters);
		}
		return bean;
	}

}
