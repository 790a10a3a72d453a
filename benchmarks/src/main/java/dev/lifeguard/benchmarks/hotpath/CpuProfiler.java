package dev.lifeguard.benchmarks.hotpath;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures the CPU time of the client's whole process per call: what the machine has left
 * for the server does not blur it.
 *
 * @since 0.1.0
 */
public final class CpuProfiler implements InternalProfiler {

	static final String RESULT = "cpu.norm";

	private static final double NANOS_PER_MICRO = 1000;

	private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private long before;

	@Override
	public String getDescription() {
		return "CPU time per operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.before = this.process.getProcessCpuTime();
	}

	@Override
	public Collection<ScalarResult> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		double used = this.process.getProcessCpuTime() - this.before;
		long calls = Math.max(1, result.getMetadata().getAllOps());
		return List.of(new ScalarResult(RESULT, used / NANOS_PER_MICRO / calls, "us/op", AggregationPolicy.AVG));
	}

}
