package dev.lifeguard.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests of {@link BlockingCalls}.
 */
@ExtendWith(OutputCaptureExtension.class)
class BlockingCallsTests {

	private static final String WORDS = "client 'orders': a blocking call on the event-loop thread 'loop-";

	@Test
	void threadThatMayBlockMay(CapturedOutput output) {
		for (BlockOnEventLoop rule : BlockOnEventLoop.values()) {
			assertThatCode(() -> new BlockingCalls("orders", rule).begin()).doesNotThrowAnyException();
		}
		assertThat(output).doesNotContain(WORDS);
	}

	@Test
	void callOnAnEventLoopFails() {
		BlockingCalls calls = new BlockingCalls("orders", BlockOnEventLoop.FAIL);
		assertThat(onEventLoop(calls)).isInstanceOf(IllegalStateException.class)
			.hasMessageStartingWith(WORDS)
			.hasMessageEndingWith("or move the call to another thread (Schedulers.boundedElastic())");
	}

	@Test
	void warningIsGivenOnce(CapturedOutput output) {
		BlockingCalls calls = new BlockingCalls("orders", BlockOnEventLoop.WARN);
		assertThat(onEventLoop(calls)).isNull();
		assertThat(onEventLoop(calls)).isNull();
		assertThat(output).containsOnlyOnce(WORDS);
	}

	@Test
	void callThatIsAllowedIsNotMentioned(CapturedOutput output) {
		assertThat(onEventLoop(new BlockingCalls("orders", BlockOnEventLoop.ALLOW))).isNull();
		assertThat(output).doesNotContain(WORDS);
	}

	private static Throwable onEventLoop(BlockingCalls calls) {
		Scheduler loop = Schedulers.newParallel("loop", 1);
		try {
			return CompletableFuture.runAsync(calls::begin, loop::schedule)
				.handle((nothing, failure) -> failure)
				.thenApply((failure) -> (failure != null) ? failure.getCause() : null)
				.orTimeout(20, TimeUnit.SECONDS)
				.join();
		}
		finally {
			loop.dispose();
		}
	}

}
