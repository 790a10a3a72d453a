package dev.lifeguard.call;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CutOff}.
 */
class CutOffTests {

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final AtomicInteger disposed = new AtomicInteger();

	private final Connection response = new Connection() {

		@Override
		public EmbeddedChannel channel() {
			return CutOffTests.this.connection;
		}

		@Override
		public void dispose() {
			CutOffTests.this.disposed.incrementAndGet();
		}

	};

	@Test
	void endThatTheDecoderMakesOfTheCloseIsKeptFromTheReader() {
		assertThat(CutOff.hides(this.connection, LastHttpContent.EMPTY_LAST_CONTENT)).isFalse();
		CutOff.close(this.connection, this.response);
		assertThat(this.connection.isOpen()).isFalse();
		assertThat(CutOff.hides(this.connection, LastHttpContent.EMPTY_LAST_CONTENT)).isTrue();
		assertThat(CutOff.hides(this.connection, new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK)))
			.isTrue();
	}

	@Test
	void bytesOfTheBodyAreNotKeptFromTheReader() {
		CutOff.close(this.connection, this.response);
		assertThat(CutOff.hides(this.connection, new DefaultHttpContent(Unpooled.EMPTY_BUFFER))).isFalse();
	}

	@Test
	void whatIsQueuedIsReleasedOnceTheReaderWasTold() {
		CutOff.close(this.connection, this.response);
		assertThat(this.disposed).hasValue(0);
		CutOff.closed(this.connection);
		assertThat(this.disposed).hasValue(1);
	}

	@Test
	void responseThatHasNotBegunIsNotReleased() {
		CutOff.close(this.connection, null);
		CutOff.closed(this.connection);
		assertThat(this.disposed).hasValue(0);
	}

	@Test
	void connectionThatClosedByItselfReleasesNothing() {
		this.connection.close();
		CutOff.closed(this.connection);
		assertThat(this.disposed).hasValue(0);
		assertThat(CutOff.hides(this.connection, LastHttpContent.EMPTY_LAST_CONTENT)).isFalse();
	}

}
