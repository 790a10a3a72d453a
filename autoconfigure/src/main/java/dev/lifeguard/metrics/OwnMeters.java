package dev.lifeguard.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * Meters that one client has in one registry. A registry that outlives the client does
 * not keep them. One that is closed does: what it has is still pushed or read.
 */
final class OwnMeters implements AutoCloseable {

	private final MeterRegistry registry;

	private final Set<Meter> meters = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	OwnMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	MeterRegistry registry() {
		return this.registry;
	}

	/**
	 * Keep in mind that a meter is the client's.
	 */
	<M extends Meter> M own(M meter) {
		this.meters.add(meter);
		if (this.closed) {
			remove();
		}
		return meter;
	}

	@Override
	public void close() {
		this.closed = true;
		remove();
	}

	private void remove() {
		if (!this.registry.isClosed()) {
			this.meters.forEach(this.registry::remove);
		}
		else {
			removeFromPartsOf(this.registry);
		}
		this.meters.clear();
	}

	/**
	 * The parts of a composite registry may outlive it, and have the meters under names
	 * of their own.
	 */
	private void removeFromPartsOf(MeterRegistry registry) {
		if (registry instanceof CompositeMeterRegistry composite) {
			composite.getRegistries().forEach((part) -> {
				if (!part.isClosed()) {
					this.meters.forEach((meter) -> part.removeByPreFilterId(meter.getId()));
				}
				removeFromPartsOf(part);
			});
		}
	}

}
