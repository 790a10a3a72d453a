package dev.lifeguard.benchmarks.hotpath;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.Jvm;

/**
 * Someone who answers at once, on one thread, in a process of its own.
 *
 * @since 0.1.0
 */
public final class Server implements AutoCloseable {

	private static final Path NGINX = Path.of("/usr/sbin/nginx");

	private static final String CONFIGURATION = """
			daemon off;
			worker_processes 1;
			pid nginx.pid;
			error_log stderr;
			events {
				worker_connections 8192;
			}
			http {
				access_log off;
				default_type application/json;
				keepalive_requests 1000000000;
				keepalive_timeout 1h;
				tcp_nodelay on;
				client_body_temp_path body;
				proxy_temp_path proxy;
				fastcgi_temp_path fastcgi;
				uwsgi_temp_path uwsgi;
				scgi_temp_path scgi;
				server {
					listen 127.0.0.1:%d;
					return 200 '{"symbol":"LFG","price":42.17,"currency":"EUR","open":true}';
				}
			}
			""";

	// it ends with its standard input, that is with its parent
	private static final String UNTIL_END_OF_INPUT = "\"$@\" & cat > /dev/null; kill $!; wait";

	private final String name;

	private final Process process;

	private final String url;

	private Server(String name, Process process, String port) {
		this.name = name;
		this.process = process;
		this.url = "http://127.0.0.1:" + port;
	}

	/**
	 * Start nginx, as Debian has it, with one worker.
	 * @param folder where its files may be put
	 * @return the running server, or nothing if it is not installed
	 * @throws IOException if it does not start
	 */
	public static Optional<Server> nginx(Path folder) throws IOException {
		if (!Files.isExecutable(NGINX)) {
			System.out.println("nginx is left out: " + NGINX + " is not installed");
			return Optional.empty();
		}
		int port = freePort();
		Path configuration = Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(port));
		Process process = start(List.of("sh", "-c", UNTIL_END_OF_INPUT, "sh", NGINX.toString(), "-e", "stderr", "-p",
				folder.toString(), "-c", configuration.toString()));
		return Optional.of(new Server("nginx", process, String.valueOf(port)));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Start the Netty server of the hot path.
	 * @return the running server
	 * @throws IOException if it does not start
	 */
	public static Server netty() throws IOException {
		Process process = start(
				Jvm.command("-Xmx128m", "-cp", System.getProperty("java.class.path"), HotPathServer.class.getName()));
		return new Server("Netty", process, process.inputReader().readLine());
	}

	private static Process start(List<String> command) throws IOException {
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	/**
	 * Return what it is called in tables.
	 * @return a word
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return what is in front of the paths of its resources.
	 * @return the base URL
	 */
	public String url() {
		return this.url;
	}

	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
		try {
			if (!this.process.waitFor(1, TimeUnit.SECONDS)) {
				kill();
			}
		}
		catch (InterruptedException ex) {
			kill();
			Thread.currentThread().interrupt();
		}
	}

	// nginx is a child of the shell and would outlive it
	private void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
