package dev.lifeguard.benchmarks.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.registry.LifeguardClients;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/**
 * Numbers of this process.
 */
final class Vitals {

	private static final long KIB = 1024;

	private Vitals() {
	}

	/**
	 * Return the permits in use and the callers that wait, of all clients.
	 */
	static long inUse(LifeguardClients clients) {
		return leases(clients) + pending(clients);
	}

	/**
	 * Take a sample. The process that asks for it knows the time.
	 */
	static Sample sample(LifeguardClients clients, Churn churn) {
		List<String> descriptors = descriptors();
		long sockets = descriptors.stream().filter((target) -> target.startsWith("socket:")).count();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / KIB;
		return new Sample(0, churn.calls(), churn.failed(),
				new long[] { sockets, descriptors.size(), ManagementFactory.getThreadMXBean().getThreadCount(), heap,
						nettyDirect() / KIB, jvmDirect() / KIB, leases(clients), pending(clients) });
	}

	private static long leases(LifeguardClients clients) {
		return sum(clients, (pool) -> pool.active() + pool.connecting());
	}

	private static long pending(LifeguardClients clients) {
		return sum(clients, PoolSnapshot::pending);
	}

	private static long sum(LifeguardClients clients, ToLongFunction<PoolSnapshot> number) {
		return clients.names().stream().map(clients::snapshot).mapToLong(number).sum();
	}

	private static long nettyDirect() {
		return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
	}

	private static long jvmDirect() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

	private static List<String> descriptors() {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			return files.map(Vitals::target).filter((target) -> !target.isEmpty()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			// closed meanwhile
			return "";
		}
	}

}
