package dev.lifeguard.sample.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Port that is open and full: a connect to it gets no answer at all.
 */
class BlackHole implements AutoCloseable {

	private static final int BACKLOG = 1;

	// the kernel keeps one more than the backlog; the rest knock in vain
	private static final int FILLERS = 4;

	private final ServerSocketChannel port;

	private final List<SocketChannel> fillers = new ArrayList<>();

	BlackHole(InetSocketAddress address) {
		try {
			this.port = ServerSocketChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true);
			this.port.bind(address, BACKLOG);
			fill(address);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
	public void close() {
		try {
			for (SocketChannel filler : this.fillers) {
				filler.close();
			}
			this.port.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
