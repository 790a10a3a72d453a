package dev.lifeguard.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hosts that are reached without the proxy, in the JVM's own notation:
 * {@code localhost|*.example.org}.
 */
final class NonProxyHosts implements Predicate<SocketAddress> {

	private final Pattern hosts;

	NonProxyHosts(String patterns) {
		String regex = Arrays.stream(patterns.split("\\|"))
			.map(String::strip)
			.filter((pattern) -> !pattern.isEmpty())
			.map(NonProxyHosts::regex)
			.collect(Collectors.joining("|"));
		this.hosts = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
	}

	private static String regex(String pattern) {
		return Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
	}

	@Override
	public boolean test(SocketAddress address) {
		return address instanceof InetSocketAddress inet && this.hosts.matcher(inet.getHostString()).matches();
	}

}
