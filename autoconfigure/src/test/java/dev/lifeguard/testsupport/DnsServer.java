package dev.lifeguard.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import reactor.netty.transport.NameResolverProvider.NameResolverSpec;

/**
 * A DNS server on loopback that loses queries, knows no name, or answers each with the
 * addresses that it is given. Only IPv4 is asked for.
 */
public final class DnsServer implements AutoCloseable {

	private static final int LONGEST = 512;

	private static final int HEADER = 12;

	private static final int NO_SUCH_NAME = 3;

	private final DatagramSocket socket;

	private final AtomicInteger lost;

	private final List<String> queries = new CopyOnWriteArrayList<>();

	private final String[] addresses;

	private DnsServer(int lost, String... addresses) throws SocketException {
		this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		this.lost = new AtomicInteger(lost);
		this.addresses = addresses;
		Thread thread = new Thread(this::serve, "dns");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Start a server that answers nothing.
	 * @return the server
	 * @throws SocketException if there is no port
	 */
	public static DnsServer silent() throws SocketException {
		return new DnsServer(Integer.MAX_VALUE);
	}

	/**
	 * Start a server that loses some queries and answers later ones.
	 * @param lost how many are lost
	 * @param addresses what is answered; if there are none, that there is no such name
	 * @return the server
	 * @throws SocketException if there is no port
	 */
	public static DnsServer losing(int lost, String... addresses) throws SocketException {
		return new DnsServer(lost, addresses);
	}

	/**
	 * Let a transport ask this server and no other.
	 * @param names the resolver's settings
	 */
	public void applyTo(NameResolverSpec names) {
		names.dnsAddressResolverGroupProvider(this::group);
	}

	private DnsAddressResolverGroup group(DnsNameResolverBuilder builder) {
		return new DnsAddressResolverGroup(builder.resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY)
			.searchDomains(List.of())
			.nameServerProvider(new SingletonDnsServerAddressStreamProvider(
					(InetSocketAddress) this.socket.getLocalSocketAddress())));
	}

	/**
	 * Return the names that were asked for, lost ones included.
	 * @return the names, in order
	 */
	public List<String> queries() {
		return this.queries;
	}

	private void serve() {
		byte[] buffer = new byte[LONGEST];
		while (!this.socket.isClosed()) {
			DatagramPacket query = new DatagramPacket(buffer, buffer.length);
			try {
				this.socket.receive(query);
				answer(query.getData(), query.getSocketAddress());
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private void answer(byte[] query, SocketAddress client) throws IOException {
		this.queries.add(name(query));
		if (this.lost.getAndUpdate((left) -> Math.max(0, left - 1)) == 0) {
			byte[] answer = answer(query);
			this.socket.send(new DatagramPacket(answer, answer.length, client));
		}
	}

	private static String name(byte[] query) {
		StringBuilder name = new StringBuilder();
		int position = HEADER;
		while (query[position] != 0) {
			int length = query[position];
			name.append(new String(query, position + 1, length, StandardCharsets.US_ASCII)).append('.');
			position += length + 1;
		}
		return name.substring(0, name.length() - 1);
	}

	private byte[] answer(byte[] query) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		int question = name(query).length() + 2 + 4;
		answer.write(query, 0, 2);
		answer.writeBytes(new byte[] { (byte) 0x81, (byte) (0x80 | ((this.addresses.length == 0) ? NO_SUCH_NAME : 0)),
				0, 1, 0, (byte) this.addresses.length, 0, 0, 0, 0 });
		answer.write(query, HEADER, question);
		for (String address : this.addresses) {
			// the name that was asked for, an address, for a minute
			answer.writeBytes(new byte[] { (byte) 0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4 });
			answer.writeBytes(InetAddress.getByName(address).getAddress());
		}
		return answer.toByteArray();
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
