package dev.lifeguard.scenario;

import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.StrictServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads of the length that was declared leave their connection to the next one. While
 * all processors are busy, one in a hundred runs sees a connection closed that could have
 * been kept.
 */
@Alone
class KeptUploadTests {

	@ParameterizedTest
	@EnumSource
	void uploadsGoOverOneConnection(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=1", "pool.trim-idle=false")) {
			for (int size : new int[] { 0, 1, 10_000, 64 * 1024, RequestFramingTests.LARGE, 200_000 }) {
				upload(app, face, server, size, true);
				upload(app, face, server, size, false);
			}
			assertThat(server.requests()).hasSize(12);
			assertThat(server.connections()).isOne();
			app.assertNothingHeld();
		}
	}

	private static void upload(App app, Face face, StrictServer server, int size, boolean streamed) throws Exception {
		RequestFramingTests.send(app, face, server.url() + "/upload", size, streamed, RequestFramingTests.body(size));
	}

}
