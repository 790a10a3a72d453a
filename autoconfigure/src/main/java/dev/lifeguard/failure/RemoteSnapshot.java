package dev.lifeguard.failure;

/**
 * Part of a {@link PoolSnapshot} for one remote.
 *
 * @param max the most connections that may be in use to this remote
 * @param active connections that serve a call
 * @param idle open connections that serve no call
 * @param connecting permits given to calls that have no connection yet
 * @param pending callers that wait for a permit
 * @since 0.1.0
 */
public record RemoteSnapshot(int max, int active, int idle, int connecting, int pending) {

}
