package dev.lifeguard.autoconfigure.preload;

import java.time.InstantSource;
import java.util.Objects;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

import dev.lifeguard.autoconfigure.transport.ClientTransports;
import dev.lifeguard.call.tell.Teller;
import dev.lifeguard.client.ClientResources;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Customizations;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.lease.Examiner.Subject;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.time.TimerThread;
import dev.lifeguard.transport.ClientTls;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.TlsMaterial;
import dev.lifeguard.web.ClientFailureAdvice;
import reactor.netty.http.client.HttpClient;

/**
 * Calls and a refusal of a client that nobody sees, whose backend is in this process.
 * <p>
 * The client is put together as the application's are, but of nothing that the
 * application has written: no customizer, bundle, proxy, listener or registry knows of
 * it. The event loops are those of the application's clients.
 */
final class DryRun implements AutoCloseable {

	private final LoopbackServer server;

	private final TimerThread timer = new TimerThread();

	private final Teller teller = new Teller();

	private final ManagedClient client;

	DryRun(ClientKind kind, ClientTransports transports, ClientResources resources) {
		LoopbackCertificate certificate = kind.secure() ? LoopbackCertificate.create() : null;
		UnaryOperator<HttpClient> tls = (certificate != null) ? tls(certificate, kind.protocol())
				: UnaryOperator.identity();
		this.server = LoopbackServer.start(kind.protocol(), certificate);
		ClientSettings settings = kind.settings(this.server.url());
		ClientResources own = new ClientResources(resources.nanoClock(), this.timer,
				(subject) -> resources.examiners().apply(unheard(subject)), resources.blockOnEventLoop(), this.teller);
		this.client = new ManagedClient(settings, own, transports.bare(kind.protocol(), tls), Customizations.NONE,
				retries(settings, resources));
	}

	/**
	 * Nobody is to read in the log that calls are refused.
	 */
	private static Subject unheard(Subject subject) {
		return new Subject(subject.client(), subject.connectTimeout(), subject.responseTimeout(), subject.nanoClock(),
				subject.holders(), subject.next(), (episode) -> {
				});
	}

	private static Retries retries(ClientSettings settings, ClientResources resources) {
		return Retries.of(settings.retry(), RetryRule.of(settings.retry()),
				new Retries.Sources(resources.nanoClock(), InstantSource.system(), () -> 0), (failure) -> {
				});
	}

	/**
	 * A client without a bundle uses the library's own context, with the JDK's
	 * certificates, which take long to read. That is made here once for all.
	 */
	private static UnaryOperator<HttpClient> tls(LoopbackCertificate certificate, Protocol protocol) {
		protocol.applyTo(HttpClient.create()).secure();
		try {
			return new ClientTls(new TlsMaterial(certificate.noKeys(), certificate.trust(), null, null),
					protocol)::applyTo;
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Make calls with each face that is on the class path.
	 */
	void run() {
		for (Face face : Face.present(this.client)) {
			face.call();
			PoolExhaustedException refusal = face.refusal();
			refusal.getMessage();
			face.call();
			face.send(Objects.requireNonNull(new ClientFailureAdvice().handle(refusal).getBody()));
		}
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
		this.timer.close();
		this.teller.close();
	}

}
