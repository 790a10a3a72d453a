package dev.lifeguard.sample.backend;

/**
 * Load of a backend.
 *
 * @param busy workers that serve a request
 * @param waiting requests that wait for a worker
 * @param peak most requests that waited since the last reset
 * @param served requests that were served since the start
 * @since 0.1.0
 */
public record BackendLoad(int busy, int waiting, int peak, long served) {

}
