package dev.lifeguard.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;

/**
 * Bytes that the threads of this process have allocated on its heap so far, except for
 * virtual ones.
 */
final class Allocated {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/** By the thread's id, which no other thread ever gets. */
	private final Map<Long, Long> bytes;

	/**
	 * Create a count.
	 * @param bytes what each thread that lives has allocated, by its id
	 */
	Allocated(Map<Long, Long> bytes) {
		this.bytes = bytes;
	}

	static Allocated untilNow() {
		long[] ids = THREADS.getAllThreadIds();
		long[] allocated = THREADS.getThreadAllocatedBytes(ids);
		Map<Long, Long> bytes = new HashMap<>();
		for (int index = 0; index < ids.length; index++) {
			// -1 stands for a thread that has just ended
			if (allocated[index] >= 0) {
				bytes.put(ids[index], allocated[index]);
			}
		}
		return new Allocated(bytes);
	}

	/**
	 * Return what was allocated after an earlier moment. A thread that has ended in
	 * between counts nothing: what it allocated is not known any more.
	 * @param earlier what was allocated up to that moment
	 * @return bytes, never negative
	 */
	long since(Allocated earlier) {
		return this.bytes.entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue() - earlier.bytes.getOrDefault(thread.getKey(), 0L))
			.sum();
	}

}
