package dev.lifeguard.test.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that is open and full: whoever connects to it gets no answer at all.
 */
final class BlackHole implements AutoCloseable {

	private static final int BACKLOG = 1;

	// the kernel keeps one more than the backlog; the rest knock in vain
	private static final int FILLERS = 4;

	private final ServerSocketChannel port;

	private final List<SocketChannel> fillers = new ArrayList<>();

	private BlackHole(ServerSocketChannel port) {
		this.port = port;
	}

	static BlackHole at(InetSocketAddress address) throws IOException {
		BlackHole hole = new BlackHole(ServerSocketChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true));
		try {
			hole.port.bind(address, BACKLOG);
			hole.fill(address);
			return hole;
		}
		catch (IOException ex) {
			hole.close();
			throw ex;
		}
	}

	private void fill(InetSocketAddress address) throws IOException {
		for (int i = 0; i < FILLERS; i++) {
			SocketChannel filler = SocketChannel.open();
			this.fillers.add(filler);
			filler.configureBlocking(false);
			filler.connect(address);
		}
	}

	@Override
	public void close() throws IOException {
		for (SocketChannel filler : this.fillers) {
			filler.close();
		}
		this.port.close();
	}

}
