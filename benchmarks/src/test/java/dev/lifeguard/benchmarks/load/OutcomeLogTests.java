package dev.lifeguard.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutcomeLog}.
 */
class OutcomeLogTests {

	private final List<ScheduledCall> calls = Stream.of("0 get", "5 post", "7 leak", "9 get")
		.map(ScheduledCall::parse)
		.toList();

	private final OutcomeLog outcomes = new OutcomeLog(this.calls);

	@TempDir
	private Path directory;

	@Test
	void aLineSaysWhatBecameOfACall() throws IOException {
		this.outcomes.ended(0, 0, true);
		this.outcomes.ended(1, 30, false);
		this.outcomes.ended(3, 20, true);
		assertThat(written(100)).hasContent("0 0 ok\n5 30 failed\n7 100 pending\n9 20 ok\n");
	}

	@Test
	void whatEndsTooLateIsPending() throws IOException {
		this.outcomes.ended(0, 101, true);
		this.outcomes.ended(1, 100, true);
		assertThat(written(100)).hasContent("0 100 pending\n5 100 ok\n7 100 pending\n9 100 pending\n");
	}

	@Test
	void aCallEndsOnce() throws IOException {
		this.outcomes.ended(0, 1, true);
		this.outcomes.ended(0, 2, false);
		assertThat(written(3)).content().startsWith("0 1 ok\n");
	}

	private Path written(long stopped) throws IOException {
		Path file = this.directory.resolve("outcomes");
		this.outcomes.write(file, stopped);
		return file;
	}

}
