package dev.lifeguard.autoconfigure;

import dev.lifeguard.autoconfigure.settings.ClientNames;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Registrar of a {@code RestClient} and a {@code WebClient} bean for each client. They
 * are injected by qualifier only, so what an application injects by type stays what it
 * was.
 */
class NamedClientsRegistrar implements ImportBeanDefinitionRegistrar {

	static final String REST_CLIENTS = "lifeguardRestClients";

	static final String WEB_CLIENTS = "lifeguardWebClients";

	static final String REST_CLIENT = "org.springframework.web.client.RestClient";

	static final String WEB_CLIENT = "org.springframework.web.reactive.function.client.WebClient";

	private final Environment environment;

	NamedClientsRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		for (String name : ClientNames.in(this.environment)) {
			register(registry, name + "RestClient", REST_CLIENT, REST_CLIENTS, "restClient", name);
			register(registry, name + "WebClient", WEB_CLIENT, WEB_CLIENTS, "webClient", name);
		}
	}

	private void register(BeanDefinitionRegistry registry, String beanName, String type, String factory, String method,
			String client) {
		ClassLoader classLoader = getClass().getClassLoader();
		if (registry.containsBeanDefinition(beanName) || !ClassUtils.isPresent(type, classLoader)) {
			return;
		}
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(ClassUtils.resolveClassName(type, classLoader));
		definition.setFactoryBeanName(factory);
		definition.setFactoryMethodName(method);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, client);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, client));
		definition.setDefaultCandidate(false);
		definition.setLazyInit(true);
		registry.registerBeanDefinition(beanName, definition);
	}

}
