package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;

/**
 * Post-processor of Boot's configurer, which makes the application's builders. One of the
 * application's own is left as it is.
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
		return (bean.getClass() == RestClientBuilderConfigurer.class) ? new DefaultBuilderConfigurer(
				(RestClientBuilderConfigurer) bean, this.beans.getBean(ClientRegistry.class)) : bean;
	}

}
