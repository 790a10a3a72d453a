package dev.lifeguard.sample.demo;

import dev.lifeguard.sample.backend.Backend;
import dev.lifeguard.sample.backend.BackendLoad;

/**
 * Load of a backend at one instant.
 *
 * @param busy workers that serve a request
 * @param waiting requests that wait for a worker
 * @param workers how many workers there are
 */
record BackendPoint(int busy, int waiting, int workers) {

	static BackendPoint of(Backend backend) {
		BackendLoad load = backend.load();
		return new BackendPoint(load.busy(), load.waiting(), backend.workers());
	}

}
