package dev.lifeguard.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Locale;

import io.netty.channel.Channel;
import io.netty.handler.proxy.ProxyHandler;
import org.jspecify.annotations.Nullable;

/**
 * Host and port that a URI leads to.
 *
 * @param host the host, without user information
 * @param port the port, the scheme's standard one if none is given
 * @since 0.1.0
 */
public record Target(String host, int port) {

	public static Target of(URI uri) {
		String host = uri.getHost();
		return (host != null) ? new Target(host.toLowerCase(Locale.ROOT), port(uri))
				: ofAuthority(uri.getRawAuthority(), port(uri));
	}

	/**
	 * Return where a URI leads.
	 * @param uri the URI
	 * @param last where another one led, which is returned if this one leads there, too
	 * @return the target
	 */
	public static Target of(URI uri, @Nullable Target last) {
		boolean same = last != null && last.host.equals(uri.getHost()) && last.port == port(uri);
		return (last != null && same) ? last : of(uri);
	}

	private static int port(URI uri) {
		int standardPort = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
		return (uri.getPort() != -1) ? uri.getPort() : standardPort;
	}

	/**
	 * A host that {@link URI} cannot name, such as one with an underscore.
	 */
	private static Target ofAuthority(String authority, int standardPort) {
		if (authority == null) {
			return new Target("unknown", standardPort);
		}
		String host = authority.substring(authority.lastIndexOf('@') + 1);
		int colon = host.lastIndexOf(':');
		if (colon == -1 || host.endsWith("]")) {
			return new Target(host, standardPort);
		}
		if (!host.substring(colon + 1).matches("\\d{1,5}")) {
			// a password whose "/" ended the host, perhaps
			return new Target(host.substring(0, host.indexOf(':')), standardPort);
		}
		return new Target(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)));
	}

	/**
	 * Return the name of the remote that a socket is connected to, be it through a proxy.
	 */
	public static String of(Channel channel) {
		ProxyHandler proxy = channel.pipeline().get(ProxyHandler.class);
		SocketAddress address = (proxy != null) ? proxy.destinationAddress() : channel.remoteAddress();
		return (address instanceof InetSocketAddress inet)
				? new Target(inet.getHostString().toLowerCase(Locale.ROOT), inet.getPort()).toString()
				: String.valueOf(address);
	}

	@Override
	public String toString() {
		return this.host + ":" + this.port;
	}

}
