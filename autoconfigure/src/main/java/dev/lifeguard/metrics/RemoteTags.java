package dev.lifeguard.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of the tag {@code remote}: remotes get one of their own as they appear, up to
 * {@value #REMOTES}; the rest share {@code other}. It knows no client, because meters
 * keep it for as long as their registry lives.
 */
final class RemoteTags {

	static final int REMOTES = 20;

	static final String OTHER = "other";

	private final Set<String> tagged = ConcurrentHashMap.newKeySet();

	String tag(String remote) {
		return (this.tagged.contains(remote) || tagIfRoom(remote)) ? remote : OTHER;
	}

	private synchronized boolean tagIfRoom(String remote) {
		if (this.tagged.size() < REMOTES) {
			this.tagged.add(remote);
		}
		return this.tagged.contains(remote);
	}

}
