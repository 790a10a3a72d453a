package dev.lifeguard.autoconfigure;

import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.registry.LifeguardClients;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;

/**
 * Factory bean of the {@link LifeguardClients}.
 * <p>
 * A factory bean, because Spring looks at the methods of any other bean's class, and one
 * of this class returns a type that is absent where WebFlux is not used.
 */
class LifeguardClientsFactoryBean implements FactoryBean<LifeguardClients> {

	private final ClientRegistry registry;

	private final BeanFactory beans;

	LifeguardClientsFactoryBean(ClientRegistry registry, BeanFactory beans) {
		this.registry = registry;
		this.beans = beans;
	}

	@Override
	public LifeguardClients getObject() {
		return new LifeguardClients(this.registry, (name) -> this.beans.getBean(name + "RestClient"),
				(name) -> this.beans.getBean(name + "WebClient"));
	}

	@Override
	public Class<?> getObjectType() {
		return LifeguardClients.class;
	}

}
