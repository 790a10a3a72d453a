package dev.lifeguard.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel's list of sockets.
 */
public final class SocketTable {

	private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

	private static final String CLOSE_WAIT = "08";

	private static final String ESTABLISHED = "01";

	private SocketTable() {
	}

	/**
	 * Whether there is such a list: Linux has one.
	 */
	public static boolean isReadable() {
		return TABLES.stream().anyMatch(Files::isReadable);
	}

	/**
	 * Sockets whose other end is at the port, and has been closed, while they have not.
	 */
	public static long inCloseWait(int remotePort) {
		return count(remotePort, CLOSE_WAIT);
	}

	/**
	 * Sockets that are connected to the port.
	 */
	public static long established(int remotePort) {
		return count(remotePort, ESTABLISHED);
	}

	private static long count(int remotePort, String state) {
		String port = ":%04X".formatted(remotePort);
		return TABLES.stream()
			.filter(Files::isReadable)
			.flatMap(SocketTable::lines)
			.map((line) -> line.trim().split("\\s+"))
			.filter((fields) -> fields[2].endsWith(port) && fields[3].equals(state))
			.count();
	}

	private static Stream<String> lines(Path table) {
		try {
			return Files.readAllLines(table).stream().skip(1);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
