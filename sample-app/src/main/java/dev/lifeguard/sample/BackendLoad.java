package dev.lifeguard.sample;

/**
 * How busy the backend is.
 *
 * @param busy workers that serve a request
 * @param waiting requests that wait for a worker
 * @param peak most requests that waited since the last reset
 * @param served requests that were served since the start
 */
record BackendLoad(int busy, int waiting, int peak, long served) {

}
