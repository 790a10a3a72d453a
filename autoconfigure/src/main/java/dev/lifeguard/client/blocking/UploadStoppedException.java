package dev.lifeguard.client.blocking;

import java.io.IOException;

/**
 * Exception thrown when the connection accepts no more of the request's body.
 */
@SuppressWarnings("serial")
final class UploadStoppedException extends IOException {

	UploadStoppedException() {
		super("the connection accepts no more of the request's body");
	}

}
