package dev.lifeguard.transport;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/**
 * TLS context that stays the same object while the one behind it is replaced. Whole
 * handlers come from the one behind, since they know more than their engine.
 */
final class ReplaceableSslContext extends SslContext {

	private final AtomicReference<TlsGeneration> current;

	ReplaceableSslContext(TlsGeneration first) {
		this.current = new AtomicReference<>(first);
	}

	/**
	 * Use another generation from now on.
	 * @return the one before
	 */
	TlsGeneration replace(TlsGeneration next) {
		return this.current.getAndSet(next);
	}

	private TlsGeneration current() {
		return this.current.get();
	}

	private SslContext context() {
		return current().context();
	}

	@Override
	protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls) {
		return current().handler((context) -> context.newHandler(allocator));
	}

	@Override
	protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls, Executor executor) {
		return current().handler((context) -> context.newHandler(allocator, executor));
	}

	@Override
	protected SslHandler newHandler(ByteBufAllocator allocator, String host, int port, boolean startTls) {
		return current().handler((context) -> context.newHandler(allocator, host, port));
	}

	@Override
	protected SslHandler newHandler(ByteBufAllocator allocator, String host, int port, boolean startTls,
			Executor executor) {
		return current().handler((context) -> context.newHandler(allocator, host, port, executor));
	}

	@Override
	public SSLEngine newEngine(ByteBufAllocator allocator) {
		return context().newEngine(allocator);
	}

	@Override
	public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
		return context().newEngine(allocator, host, port);
	}

	@Override
	public boolean isClient() {
		return true;
	}

	@Override
	public List<String> cipherSuites() {
		return context().cipherSuites();
	}

	@Override
	@SuppressWarnings("deprecation")
	public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
		return context().applicationProtocolNegotiator();
	}

	@Override
	public SSLSessionContext sessionContext() {
		return context().sessionContext();
	}

}
