package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A server of Debian's, nginx or HAProxy, with a configuration of the test's own in a
 * folder of its own. A test that needs one that is not installed is skipped, and says so.
 */
public final class DebianServer implements AutoCloseable {

	private final Process process;

	private final int port;

	private final Path folder;

	private DebianServer(Process process, int port, Path folder) {
		this.process = process;
		this.port = port;
		this.folder = folder;
	}

	/**
	 * Start nginx.
	 * @param http what stands in its {@code http} block; {@code PORT} is its port
	 * @return the server
	 */
	public static DebianServer nginx(String http) {
		String configuration = """
				daemon off;
				master_process off;
				error_log FOLDER/error.log;
				pid FOLDER/nginx.pid;
				events { worker_connections 256; }
				http {
					client_body_temp_path FOLDER/body;
					proxy_temp_path FOLDER/proxy;
					fastcgi_temp_path FOLDER/fastcgi;
					uwsgi_temp_path FOLDER/uwsgi;
					scgi_temp_path FOLDER/scgi;
					access_log FOLDER/access.log;
				""" + http + "\n}\n";
		return start("nginx", configuration, "-p", "FOLDER", "-c", "FOLDER/configuration");
	}

	/**
	 * Start HAProxy.
	 * @param configuration its configuration; {@code PORT} is its port
	 * @return the server
	 */
	public static DebianServer haproxy(String configuration) {
		return start("haproxy", configuration, "-W", "-f", "FOLDER/configuration");
	}

	private static Path program(String name) {
		return Stream.of("/usr/sbin", "/usr/bin")
			.map((folder) -> Path.of(folder, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(Path.of("/usr/sbin", name));
	}

	/**
	 * Return whether a server can be started.
	 * @param name its name
	 * @return whether its package is installed
	 */
	public static boolean isInstalled(String name) {
		return Files.isExecutable(program(name));
	}

	/**
	 * Skip the test if a server cannot be started.
	 * @param name its name
	 */
	public static void assumeInstalled(String name) {
		Assumptions.assumeTrue(isInstalled(name),
				() -> "%s is not installed: install Debian's package to run this test".formatted(name));
	}

	private static DebianServer start(String name, String configuration, String... arguments) {
		Path program = program(name);
		assumeInstalled(name);
		try {
			Path folder = Files.createTempDirectory(name);
			int port = freePort();
			Files.writeString(folder.resolve("configuration"),
					configuration.replace("FOLDER", folder.toString()).replace("PORT", String.valueOf(port)));
			List<String> command = Arrays.stream(arguments)
				.map((argument) -> argument.replace("FOLDER", folder.toString()))
				.toList();
			ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true)
				.redirectOutput(folder.resolve("output.log").toFile());
			builder.command().addAll(command);
			DebianServer server = new DebianServer(builder.start(), port, folder);
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(server::listens);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private boolean listens() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", this.port), 200);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Let HAProxy read its configuration again: new workers take over, the old ones close
	 * their idle connections and go.
	 */
	public void reload() {
		try {
			new ProcessBuilder("kill", "-USR2", String.valueOf(this.process.pid())).start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what nginx has logged of the requests.
	 * @return a line for each
	 */
	public List<String> accessLog() {
		try {
			return Files.readAllLines(this.folder.resolve("access.log"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
