package dev.lifeguard.sample.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

/**
 * Redis in a process of its own, on a free port of the loopback interface, that keeps
 * nothing.
 */
final class RedisServer implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final long POLL_MILLIS = 20;

	private final int port;

	private final Path folder;

	private final Process process;

	private RedisServer(Path program) throws IOException {
		this.port = freePort();
		this.folder = Files.createTempDirectory("lifeguard-redis");
		this.process = new ProcessBuilder(program.toString(), "--port", String.valueOf(this.port), "--bind",
				"127.0.0.1", "--save", "", "--appendonly", "no", "--dir", this.folder.toString())
			.redirectErrorStream(true)
			.redirectOutput(Redirect.DISCARD)
			.start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Start the program.
	 * @param program where it is
	 * @return the server, which listens
	 */
	static RedisServer start(Path program) {
		try {
			RedisServer server = new RedisServer(program);
			server.awaitListening(program);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitListening(Path program) {
		long start = System.nanoTime();
		while (!listens()) {
			if (ends() || System.nanoTime() - start >= PATIENCE.toNanos()) {
				close();
				throw new NoRedisException(
						"--fleet needs Redis, and %s does not listen on a port that it was given.".formatted(program));
			}
		}
	}

	private boolean listens() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", this.port), (int) PATIENCE.toMillis());
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean ends() {
		try {
			return this.process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Kill it: there is nothing to save.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
		try {
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
