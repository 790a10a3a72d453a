package dev.lifeguard.testsupport;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Hooks;

/**
 * Has context propagation carry the {@link Tenant} during the tests of a class, and
 * leaves it as it was.
 */
public final class CarriedTenant implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		Tenant.register();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Hooks.disableAutomaticContextPropagation();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		Tenant.unregister();
	}

}
