package dev.lifeguard.benchmarks.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

/**
 * The process of the backends: prints their ports, and does what it is told on its
 * standard input, until that ends. {@code trouble SLOW} is for all backends,
 * {@code trouble SLOW 2} for one; so is {@code reset}; {@code stats 2} prints what one
 * has seen. Each line is answered with one.
 *
 * @since 0.1.0
 */
public final class BackendServer {

	private final List<Port> ports;

	private BackendServer(List<Port> ports) {
		this.ports = ports;
	}

	/**
	 * Serve until the standard input ends.
	 * @param arguments the number of backends, and of the workers of each
	 * @throws IOException if the standard input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try {
			List<Port> ports = Stream.generate(() -> new Port(group.next(), Integer.parseInt(arguments[1])))
				.limit(Integer.parseInt(arguments[0]))
				.toList();
			System.out.println(ports.stream().map((port) -> "" + port.number()).collect(Collectors.joining(" ")));
			new BackendServer(ports).serve();
		}
		finally {
			group.shutdownGracefully();
		}
	}

	private void serve() throws IOException {
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = commands.readLine(); line != null; line = commands.readLine()) {
			System.out.println(answer(line.split(" ")));
		}
	}

	private String answer(String[] words) {
		switch (words[0]) {
			case "trouble" -> Port.trouble(meant(words, 2), Trouble.valueOf(words[1]));
			case "reset" -> meant(words, 1).forEach(Port::reset);
			case "stats" -> {
				return meant(words, 1).get(0).stats().line();
			}
			default -> throw new IllegalArgumentException(words[0]);
		}
		return "done";
	}

	private List<Port> meant(String[] words, int index) {
		return (words.length > index) ? List.of(this.ports.get(Integer.parseInt(words[index]))) : this.ports;
	}

}
