package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;

/**
 * Post-processor of Boot's configurer, which makes the application's builders. One of the
 * application's own is left as it is.
 */
class DefaultBuilderCompletion implements BeanPostProcessor {

	private final ObjectProvider<ClientRegistry> registry;

	DefaultBuilderCompletion(ObjectProvider<ClientRegistry> registry) {
		this.registry = registry;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean.getClass() == RestClientBuilderConfigurer.class)
				? new DefaultBuilderConfigurer((RestClientBuilderConfigurer) bean, this.registry.getObject()) : bean;
	}

}
