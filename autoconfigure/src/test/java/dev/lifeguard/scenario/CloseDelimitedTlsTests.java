package dev.lifeguard.scenario;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.PemFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies that end with the connection, over TLS.
 */
class CloseDelimitedTlsTests {

	private static final Authority AUTHORITY = new Authority("authority");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(Face.class)
	void endWithoutCloseNotifyIsTakenForTheEnd(Face face) throws Exception {
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(AUTHORITY.issue("backend", "localhost").toKeyManagerFactory().getKeyManagers(), null, null);
		PemFiles files = new PemFiles(this.directory, AUTHORITY.issue("me"), AUTHORITY);
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[0],
						files.properties("ssl.bundle=backend", "pool.max-connections=1", "retry.enabled=false"))) {
			Future<String> answer = app.caller(face).get("https://localhost:" + server.getLocalPort());
			answerHalf(server, tls);
			assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("half");
		}
	}

	@SuppressWarnings("try") // closed beneath TLS first, or there would be a close_notify
	private static void answerHalf(ServerSocket server, SSLContext tls) throws Exception {
		try (Socket socket = server.accept();
				SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, false)) {
			secured.setUseClientMode(false);
			secured.getInputStream().read(new byte[1000]);
			secured.getOutputStream()
				.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
			socket.close();
		}
	}

}
