package dev.lifeguard.neighbours.added;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.EnableRetry;
import org.springframework.retry.annotation.Retryable;

/**
 * An application that uses Spring Retry itself.
 */
@Configuration(proxyBeanMethods = false)
@EnableRetry
public class RetriedCalls {

	@Bean
	Stubborn stubborn() {
		return new Stubborn();
	}

	@Bean
	Scenario tries(Stubborn stubborn) {
		return (report) -> {
			report.outcome("call", () -> {
				stubborn.call();
				return "done";
			});
			report.outcome("tries", stubborn::tries);
		};
	}

	/**
	 * Tries again.
	 */
	public static class Stubborn {

		private final AtomicInteger tries = new AtomicInteger();

		@Retryable(retryFor = IOException.class, maxAttempts = 4, backoff = @Backoff(delay = 1))
		public void call() throws IOException {
			this.tries.incrementAndGet();
			throw new IOException("never");
		}

		public int tries() {
			return this.tries.get();
		}

	}

}
