package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;

/**
 * Body of a response as the application reads it. It keeps the response reachable as long
 * as the stream is.
 */
final class BodyStream extends InputStream {

	private final LeasedResponse response;

	BodyStream(LeasedResponse response) {
		this.response = response;
	}

	@Override
	public int read() throws IOException {
		this.response.asked();
		try {
			return this.response.body().read();
		}
		finally {
			Reference.reachabilityFence(this);
		}
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		this.response.asked();
		try {
			return this.response.body().read(bytes, offset, length);
		}
		finally {
			Reference.reachabilityFence(this);
		}
	}

	@Override
	public int available() {
		return this.response.body().available();
	}

	@Override
	public void close() {
		this.response.close();
	}

}
