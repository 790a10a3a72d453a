package dev.lifeguard.benchmarks.limit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.load.Job;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import reactor.netty.resources.LoopResources;

/**
 * A load program with nothing but Netty: one thread, and on each connection one request
 * after the other, whose bytes are there before the first. It knows {@code closed} only.
 *
 * @since 0.1.0
 */
public final class RawClient {

	private static final String GET = "GET /orders HTTP/1.1\r\nHost: %s\r\n\r\n";

	private static final String POST = "POST /orders HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
			+ "Content-Length: %d\r\n\r\n%s";

	private static final String BODY = "{\"note\":\"" + "x".repeat(10 * 1024 - 11) + "\"}";

	private final Bootstrap bootstrap;

	private final URI server;

	private final List<RawConnection> connections = new ArrayList<>();

	private RawClient(LoopResources loops, URI server) {
		this.server = server;
		EventLoopGroup group = loops.onClient(true);
		this.bootstrap = new Bootstrap().group(group)
			.channel(loops.onChannelClass(SocketChannel.class, group))
			.remoteAddress(server.getHost(), server.getPort());
	}

	/**
	 * Do what the standard input says, until it ends.
	 * @param arguments the contestant's name, which it does not need, and the base URL
	 * @throws IOException if the standard input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		// the sockets that Reactor Netty would take, for what is beneath shall be the
		// same
		LoopResources loops = LoopResources.create("raw", 1, true);
		RawClient client = new RawClient(loops, URI.create(arguments[1]));
		System.out.println("ready");
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); line != null && !line.equals("quit"); line = input.readLine()) {
			String[] words = line.split(" ");
			Job job = Job.valueOf(words[1].toUpperCase(Locale.ROOT));
			System.out.println(client.closed(job, Integer.parseInt(words[2]), Long.parseLong(words[3])));
		}
		loops.dispose();
	}

	private String closed(Job job, int callers, long millis) {
		while (this.connections.size() < callers) {
			this.connections.add(connect());
		}
		byte[] request = request(job);
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		List<RawConnection> used = this.connections.subList(0, callers);
		List<CompletableFuture<Long>> counts = used.stream().map((each) -> each.run(request, end)).toList();
		return "closed " + counts.stream().mapToLong(CompletableFuture::join).sum() + " 0";
	}

	private RawConnection connect() {
		RawConnection connection = new RawConnection();
		this.bootstrap.clone().handler(new ChannelInitializer<>() {

			@Override
			protected void initChannel(Channel channel) {
				channel.pipeline().addLast(new HttpResponseDecoder(), connection);
			}

		}).connect().syncUninterruptibly();
		return connection;
	}

	private byte[] request(Job job) {
		String text = (job != Job.POST) ? String.format(Locale.ROOT, GET, this.server.getAuthority())
				: String.format(Locale.ROOT, POST, this.server.getAuthority(), BODY.length(), BODY);
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
