package dev.lifeguard.autoconfigure.fleet;

import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.Setting;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.time.Fence;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Check of the bounds of fleets whose size is not configured, once the application is
 * ready: the bean that knows the size may need our clients.
 *
 * @since 0.1.0
 */
public final class FleetReview implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(FleetReview.class);

	private final ClientRegistry registry;

	private final ObjectProvider<FleetSize> sizes;

	/**
	 * Create a review.
	 * @param registry the clients
	 * @param sizes tells how many instances there are, if anything does
	 */
	public FleetReview(ClientRegistry registry, ObjectProvider<FleetSize> sizes) {
		this.registry = registry;
		this.sizes = sizes;
	}

	/**
	 * On a thread of its own, because the answer may be slow and readiness waits for this
	 * event.
	 */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		FleetSize size = this.sizes.getIfUnique();
		if (size != null && this.registry.clients().stream().anyMatch((client) -> allowed(client) != null)) {
			Thread thread = new Thread(() -> review(size), "lifeguard-fleet-size");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void review(FleetSize size) {
		Integer instances = new Fence(FleetReview::notCounted).<@Nullable Integer>get(size::instances, null);
		if (instances == null) {
			return;
		}
		if (instances > 0) {
			this.registry.clients().forEach((client) -> review(client, instances));
		}
		else {
			logger.debug("no instance of this application is registered: fleet.max-connections is not checked");
		}
	}

	private static void notCounted(Throwable failure) {
		logger.warn("the instances of this application could not be counted: fleet.max-connections is not checked: "
				+ failure.getClass().getName());
		logger.debug("the instances of this application could not be counted", failure);
	}

	private void review(ManagedClient client, int instances) {
		Integer allowed = allowed(client);
		if (allowed != null) {
			String advice = Fleet.adviceOn(allowed, "%s instances".formatted(instances), instances,
					SharedBound.of(client.name(), bounds()));
			if (advice != null) {
				this.registry.advise(client.name(), advice);
				logger.warn("client '%s': %s".formatted(client.name(), advice));
			}
		}
	}

	private List<SharedBound.Client> bounds() {
		return this.registry.clients().stream().map(ManagedClient::settings).map(SharedBound.Client::of).toList();
	}

	/**
	 * Return the bound that is still to be checked, if there is one.
	 */
	private static @Nullable Integer allowed(ManagedClient client) {
		Setting allowed = client.settings().effective().get("fleet.max-connections");
		boolean checked = client.settings().effective().containsKey("fleet.replicas");
		return (allowed != null && !checked) ? (Integer) allowed.value() : null;
	}

}
