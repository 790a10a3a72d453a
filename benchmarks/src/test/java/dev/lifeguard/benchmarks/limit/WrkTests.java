package dev.lifeguard.benchmarks.limit;

import java.io.IOException;

import dev.lifeguard.benchmarks.contest.Turn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Wrk}.
 */
class WrkTests {

	private static final String OUTPUT = """
			Running 1s test @ http://127.0.0.1:8080/orders
			  1 threads and 64 connections
			  Thread Stats   Avg      Stdev     Max   +/- Stdev
			    Latency     1.02ms    0.51ms   9.31ms   88.10%
			    Req/Sec    61.58k     2.14k   63.66k    90.00%
			  50000 requests in 1.00s, 10.73MB read
			Requests/sec:  49876.54
			Transfer/sec:     10.71MB
			""";

	@Test
	void readsRateAndCost() throws IOException {
		assertThat(Wrk.turn(OUTPUT, 500_000)).isEqualTo(new Turn(49876.54, 10));
	}

	@Test
	void refusesResponsesWithoutSuccess() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Wrk.turn(OUTPUT + "  Non-2xx or 3xx responses: 3\n", 1));
	}

	@Test
	void refusesBrokenConnections() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Wrk.turn(OUTPUT + "  Socket errors: connect 0, read 3, write 0, timeout 0\n", 1));
	}

	@Test
	void refusesWhatHasNoNumbers() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Wrk.turn("unable to connect to 127.0.0.1:1 Connection refused", 1));
	}

}
