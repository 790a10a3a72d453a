package dev.lifeguard.testsupport;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.X509Bundle;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * A real HTTPS server on loopback that lets in nobody without a certificate, and answers
 * each caller with the name in it. Below {@code /held} it answers when it is told to.
 */
public final class TlsBackend implements AutoCloseable {

	private static final LoopResources LOOPS = LoopResources.create("tls-backend", 2, true);

	private final DisposableServer server;

	private final Map<Channel, String> open = new ConcurrentHashMap<>();

	private final InFlight inFlight = new InFlight();

	private final AtomicInteger connections = new AtomicInteger();

	private final Sinks.One<Boolean> gate = Sinks.one();

	private TlsBackend(SslContext tls, HttpProtocol protocol) {
		this.server = HttpServer.create()
			.runOn(LOOPS)
			.host("127.0.0.1")
			.protocol(protocol)
			.secure((spec) -> spec.sslContext(tls))
			.handle(this::answer)
			.bindNow();
	}

	/**
	 * Start a backend.
	 * @param own its certificate and key
	 * @param clients the authority whose clients are let in
	 * @return the backend
	 */
	public static TlsBackend start(X509Bundle own, Authority clients) {
		return start(own, clients, HttpProtocol.HTTP11);
	}

	/**
	 * Start a backend.
	 * @param own its certificate and key
	 * @param clients the authority whose clients are let in
	 * @param protocol what it speaks
	 * @return the backend
	 */
	public static TlsBackend start(X509Bundle own, Authority clients, HttpProtocol protocol) {
		try {
			SslContextBuilder tls = SslContextBuilder.forServer(own.getKeyPair().getPrivate(), own.getCertificatePath())
				.trustManager(new X509Certificate[] { clients.root().getCertificate() })
				.clientAuth(ClientAuth.REQUIRE);
			if (protocol == HttpProtocol.H2) {
				tls.applicationProtocolConfig(
						new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
								SelectedListenerFailureBehavior.ACCEPT, ApplicationProtocolNames.HTTP_2));
			}
			return new TlsBackend(tls.build(), protocol);
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		AtomicReference<String> caller = new AtomicReference<>();
		request.withConnection((connection) -> caller.set(note(socket(connection.channel()))));
		Runnable end = this.inFlight.begin();
		Mono<String> answer = request.uri().startsWith("/held") ? this.gate.asMono().thenReturn(caller.get())
				: Mono.just(caller.get());
		return response.sendString(answer.doFinally((signal) -> end.run()));
	}

	private static Channel socket(Channel channel) {
		return (channel.parent() instanceof SocketChannel socket) ? socket : channel;
	}

	private String note(Channel channel) {
		String name = name(channel);
		if (this.open.put(channel, name) == null) {
			this.connections.incrementAndGet();
			channel.closeFuture().addListener((closed) -> this.open.remove(channel));
		}
		return name;
	}

	private static String name(Channel channel) {
		try {
			return channel.pipeline().get(SslHandler.class).engine().getSession().getPeerPrincipal().getName();
		}
		catch (SSLPeerUnverifiedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Answer what is held.
	 */
	public void open() {
		this.gate.tryEmitValue(true);
	}

	/**
	 * Return how many connections of a caller are open.
	 * @param name the name in the caller's certificate
	 * @return the count
	 */
	public int openOf(String name) {
		return (int) this.open.values().stream().filter(("CN=" + name)::equals).count();
	}

	public int inFlight() {
		return this.inFlight.now();
	}

	public int mostInFlight() {
		return this.inFlight.most();
	}

	public int connections() {
		return this.connections.get();
	}

	public int port() {
		return this.server.port();
	}

	public String url() {
		return "https://localhost:" + this.server.port();
	}

	@Override
	public void close() {
		open();
		this.server.disposeNow(Duration.ofSeconds(5));
	}

}
