package dev.lifeguard.test;

import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Customizer that starts the backends of a context, and stops them with it.
 *
 * @param backends the backends
 * @param watchesLeaks whether leaks have to show their call sites
 */
record KitCustomizer(Set<BackendSettings> backends, boolean watchesLeaks) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		List<Backend> started = this.backends.stream().map((settings) -> start(settings, context)).toList();
		context.addBeanFactoryPostProcessor(new KitPostProcessor(context.getEnvironment(), started, this.watchesLeaks));
	}

	private static Backend start(BackendSettings settings, ConfigurableApplicationContext context) {
		Backend backend = Backend.start(settings);
		// registered first, so it is stopped last
		((DefaultSingletonBeanRegistry) context.getBeanFactory())
			.registerDisposableBean("brokenBackend." + settings.client(), backend::close);
		return backend;
	}

}
