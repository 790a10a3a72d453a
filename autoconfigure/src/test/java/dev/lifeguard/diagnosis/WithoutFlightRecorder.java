package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.lifeguard.diagnosis.vitals.Traffic;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Priority;

/**
 * Examines a pool in a runtime that may not have the JDK's flight recorder. What it
 * prints is all that the test hears of it.
 */
public final class WithoutFlightRecorder {

	private WithoutFlightRecorder() {
	}

	public static void main(String[] arguments) {
		Traffic traffic = new Traffic(1);
		PoolExaminer examiner = new PoolExaminer(new Examiner.Subject("orders", Duration.ofSeconds(2),
				Duration.ofSeconds(10), traffic.clock(), List::of, LeaseListener.NONE, (episode) -> {
				}));
		examiner.ended(traffic.ask());
		PoolSnapshot pool = new PoolSnapshot(1, 1, 1, 0, 0, 0, 1, Duration.ZERO, Map.of(), false, null);
		examiner.exhausted(new PoolExhaustedException("orders", "backend:80", Reason.QUEUE_FULL, Duration.ZERO, pool,
				examiner.refuse("backend:80", Priority.NORMAL, pool)));
		System.out.print(ModuleLayer.boot().findModule("jdk.jfr").isPresent() + " " + examiner.lastEpisode().refused());
	}

}
