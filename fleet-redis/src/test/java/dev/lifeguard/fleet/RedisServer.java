package dev.lifeguard.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * Redis in a process of its own, on a free port of the loopback interface, that keeps
 * nothing on disk. A test that needs it where it is not installed is skipped, and says
 * so.
 */
public final class RedisServer implements AutoCloseable {

	private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

	/** It comes with the server. */
	private static final Path CLIENT = Path.of("/usr/bin/redis-cli");

	private final List<String> command;

	private final Path folder;

	private final int port;

	private Process process;

	private RedisServer(List<String> command, Path folder, int port) throws IOException {
		this.command = command;
		this.folder = folder;
		this.port = port;
		this.process = launch();
	}

	/**
	 * Start a server.
	 * @param options more options, each {@code --name} followed by its values
	 * @return the server, which listens
	 */
	public static RedisServer start(String... options) {
		return start(freePort(), options);
	}

	/**
	 * Start a server.
	 * @param port its port
	 * @param options more options, each {@code --name} followed by its values
	 * @return the server, which listens
	 */
	public static RedisServer start(int port, String... options) {
		Path folder = folder();
		List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "--port", String.valueOf(port), "--bind",
				"127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.toString()));
		command.addAll(List.of(options));
		return start(command, folder, port);
	}

	/**
	 * Start a sentinel.
	 * @param configuration what it watches; its port is added
	 * @return the sentinel, which listens
	 */
	public static RedisServer sentinel(String configuration) {
		Path folder = folder();
		int port = freePort();
		try {
			Path file = Files.writeString(folder.resolve("sentinel.conf"),
					"port %s\nbind 127.0.0.1\ndir %s\n%s".formatted(port, folder, configuration));
			return start(List.of(PROGRAM.toString(), file.toString(), "--sentinel"), folder, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RedisServer start(List<String> command, Path folder, int port) {
		try {
			RedisServer server = new RedisServer(command, folder, port);
			server.awaitListening();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Skip the test if Redis cannot be started.
	 */
	public static void assumeInstalled() {
		Assumptions.assumeTrue(Files.isExecutable(PROGRAM),
				() -> PROGRAM + " is not there: install Debian's package redis-server to run this test");
	}

	private static Path folder() {
		assumeInstalled();
		try {
			return Files.createTempDirectory("redis");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Find a port that nobody listens to.
	 * @return the port
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Process launch() throws IOException {
		return new ProcessBuilder(this.command).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("output.log").toFile())
			.start();
	}

	private void awaitListening() {
		await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).until(this::listens);
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

	public int port() {
		return this.port;
	}

	/**
	 * Connect to the server.
	 * @return makes connections, and must be destroyed
	 */
	public LettuceConnectionFactory connect() {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", this.port));
		connections.afterPropertiesSet();
		return connections;
	}

	/**
	 * Kill the server without a word.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd();
	}

	/**
	 * Start the server again, empty, on the same port.
	 */
	public void restart() {
		try {
			this.process = launch();
			awaitListening();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stop the process: its connections stay open, and it does nothing.
	 */
	public void freeze() {
		signal("STOP");
	}

	/**
	 * Let the process go on.
	 */
	public void thaw() {
		signal("CONT");
	}

	/**
	 * Run a command on the server.
	 * @param command the command and its arguments
	 * @return what redis-cli prints
	 */
	public String cli(String... command) {
		List<String> line = new ArrayList<>(List.of(CLIENT.toString(), "-p", String.valueOf(this.port)));
		line.addAll(List.of(command));
		return output(line);
	}

	/**
	 * Make a cluster of servers.
	 * @param servers empty servers that are allowed to
	 */
	public static void cluster(List<RedisServer> servers) {
		List<String> line = new ArrayList<>(List.of(CLIENT.toString(), "--cluster", "create"));
		servers.forEach((server) -> line.add("127.0.0.1:" + server.port));
		line.addAll(List.of("--cluster-yes", "--cluster-replicas", "0"));
		Assertions.assertThat(output(line)).contains("All 16384 slots covered");
	}

	private static String output(List<String> line) {
		try {
			Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void signal(String signal) {
		signal(this.process, signal);
	}

	/**
	 * Send a signal.
	 * @param process to whom
	 * @param signal its name
	 */
	public static void signal(Process process, String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
		try {
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitEnd() {
		try {
			this.process.waitFor(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
