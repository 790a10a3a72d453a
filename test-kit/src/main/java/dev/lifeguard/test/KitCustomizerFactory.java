package dev.lifeguard.test;

import java.util.List;
import java.util.Set;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/**
 * Factory of what puts the kit into the context of a test class. Test classes with equal
 * annotations share a context.
 */
class KitCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		Set<BackendSettings> backends = Declared.backends(testClass);
		boolean watchesLeaks = !backends.isEmpty() || Declared.watchesLeaks(testClass);
		return new KitCustomizer(backends, watchesLeaks);
	}

}
