package dev.lifeguard.benchmarks.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Threads}.
 */
class ThreadsTests {

	@Test
	void aNumberIsOfPlatformThreads() {
		assertThat(Threads.parse("200")).isEqualTo(new Threads(200, false));
	}

	@Test
	void aNumberWithAVIsOfVirtualThreads() {
		assertThat(Threads.parse("200v")).isEqualTo(new Threads(200, true));
	}

}
