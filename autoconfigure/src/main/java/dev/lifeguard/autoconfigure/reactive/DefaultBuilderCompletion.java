package dev.lifeguard.autoconfigure.reactive;

import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Post-processor of the application's builders: those that use the client {@code default}
 * are completed by it, since filters may be added to them by anybody, at any time.
 */
class DefaultBuilderCompletion implements BeanPostProcessor {

	private final BeanFactory beans;

	/**
	 * Create a new instance.
	 * @param beans asked each time: a closed context keeps its post-processors, which
	 * must not keep the clients
	 */
	DefaultBuilderCompletion(BeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof WebClient.Builder builder && TunedBuilders.isTuned(builder)) {
			Filters filters = new Filters(this.beans.getBean(ClientRegistry.class).client(ClientRegistry.DEFAULT));
			return CompleteWebClient.builder(builder, filters);
		}
		return bean;
	}

}
