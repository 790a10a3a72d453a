package dev.lifeguard.failure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ResponseHeaderTooLargeException}.
 */
class ResponseHeaderTooLargeExceptionTests {

	@Test
	void messageSaysWhichLimitAndThatARepeatIsOfNoUse() {
		Throwable cause = new IllegalStateException("the transport");
		ResponseHeaderTooLargeException failure = new ResponseHeaderTooLargeException("orders", "a:80",
				"the headers are larger than 8KB", 8192, cause);
		assertThat(failure).hasCause(cause)
			.hasMessage(
					"client=orders remote=a:80: the headers are larger than 8KB. Raise it if the backend needs more; "
							+ "a repeated request would get the same response");
		assertThat(failure.getClient()).isEqualTo("orders");
		assertThat(failure.getRemote()).isEqualTo("a:80");
		assertThat(failure.getLimit()).isEqualTo(8192);
	}

}
