package dev.lifeguard.sample.demo;

import java.util.HashMap;
import java.util.Map;

/**
 * Growth of counts since the last look.
 *
 * @param <K> what is counted
 */
class Growth<K> {

	private Map<K, Long> last = Map.of();

	Map<K, Long> until(Map<K, Long> counts) {
		Map<K, Long> growth = new HashMap<>();
		counts.forEach((what, count) -> growth.put(what, count - this.last.getOrDefault(what, 0L)));
		this.last = Map.copyOf(counts);
		return growth;
	}

}
