package dev.lifeguard.diagnosis.vitals;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.lease.Lease;

/**
 * Access to the JDK's flight recorder. A runtime may have been linked without it: then
 * nothing that extends its event is ever loaded, so nothing here may refer to one but in
 * these two methods.
 *
 * @since 0.1.0
 */
public final class Jfr {

	private static final boolean IS_PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

	private Jfr() {
	}

	static void ended(String client, Lease lease) {
		if (IS_PRESENT) {
			JfrLease.ended(client, lease);
		}
	}

	public static void refused(PoolExhaustedException failure) {
		if (IS_PRESENT) {
			JfrRefusal.refused(failure);
		}
	}

}
