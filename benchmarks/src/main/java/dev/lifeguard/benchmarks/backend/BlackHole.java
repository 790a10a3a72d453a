package dev.lifeguard.benchmarks.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A port that is open and full: whoever connects to it gets no answer at all.
 */
final class BlackHole implements AutoCloseable {

	private static final int BACKLOG = 1;

	// the kernel keeps one more than the backlog; the rest knock in vain
	private static final int FILLERS = 4;

	private static final int MOST_TRIES = 1000;

	private final InetSocketAddress address;

	private final ServerSocketChannel port;

	private final List<SocketChannel> fillers = new ArrayList<>();

	BlackHole(InetSocketAddress address) {
		this.address = address;
		try {
			this.port = bind(address);
			fill();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
		for (int i = 0; i < MOST_TRIES; i++) {
			ServerSocketChannel port = ServerSocketChannel.open();
			if (isBound(port, address)) {
				return port;
			}
			port.close();
			// the selector of the old listener lets go of it in its next turn
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
		throw new BindException(address + " is still in use");
	}

	private static boolean isBound(ServerSocketChannel port, InetSocketAddress address) throws IOException {
		try {
			port.bind(address, BACKLOG);
			return true;
		}
		catch (BindException ex) {
			return false;
		}
	}

	private void fill() throws IOException {
		for (int i = 0; i < FILLERS; i++) {
			SocketChannel filler = SocketChannel.open();
			this.fillers.add(filler);
			filler.configureBlocking(false);
			filler.connect(this.address);
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
