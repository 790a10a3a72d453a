package dev.lifeguard.transport;

import dev.lifeguard.failure.ResponseHeaderTooLargeException;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HeaderLimits}.
 */
class HeaderLimitsTests {

	private final EmbeddedChannel connection = new EmbeddedChannel();

	@Test
	void headersThatAreTooLargeNameTheSetting() {
		new HeaderLimits(true, 8192, 4096, 2048).noteOn(this.connection);
		ResponseHeaderTooLargeException failure = passed(new TooLongHttpHeaderException("too long"));
		assertThat(failure).hasMessageStartingWith("client=test remote=a:80: "
				+ "the headers of the response are larger than response.max-header-size (8KB)");
		assertThat(failure.getLimit()).isEqualTo(8192);
		assertThat(failure).hasCauseInstanceOf(TooLongHttpHeaderException.class);
	}

	@Test
	void lineThatIsTooLongHasItsOwnLimit() {
		new HeaderLimits(true, 8192, 4096, 2048).noteOn(this.connection);
		ResponseHeaderTooLargeException failure = passed(new TooLongHttpLineException("too long"));
		assertThat(failure)
			.hasMessageContaining("a line of the response is longer than response.max-header-size (4KB)");
		assertThat(failure.getLimit()).isEqualTo(4096);
	}

	@Test
	void limitOfACustomizerIsNamedAsSuch() {
		new HeaderLimits(false, 8192, 4096, 2048).noteOn(this.connection);
		assertThat(passed(new TooLongHttpHeaderException("too long")))
			.hasMessageContaining("larger than 8KB, the limit of an HttpClientCustomizer, which takes precedence over "
					+ "response.max-header-size");
	}

	@Test
	void streamHasTheLimitOfItsConnection() {
		new HeaderLimits(true, 8192, 4096, 2048).noteOn(this.connection);
		EmbeddedChannel stream = new EmbeddedChannel(this.connection, DefaultChannelId.newInstance(), true, false);
		ResponseHeaderTooLargeException failure = HeaderLimits.passed(new TooLongHttpHeaderException("too long"),
				stream, "test", "a:80");
		assertThat(failure).hasMessageContaining("(2KB)");
		assertThat(failure.getLimit()).isEqualTo(2048);
	}

	@Test
	void otherFailuresPassNoLimit() {
		new HeaderLimits(true, 8192, 4096, 2048).noteOn(this.connection);
		assertThat(passed(new IllegalStateException("reset"))).isNull();
	}

	@Test
	void withoutAConnectionOrANoteThereIsNoLimit() {
		assertThat(passed(new TooLongHttpHeaderException("too long"))).isNull();
		assertThat(HeaderLimits.passed(new TooLongHttpHeaderException("too long"), null, "test", "a:80")).isNull();
	}

	private ResponseHeaderTooLargeException passed(Throwable failure) {
		return HeaderLimits.passed(failure, this.connection, "test", "a:80");
	}

}
