package dev.lifeguard.autoconfigure.transport;

import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.lifeguard.autoconfigure.settings.ClientBlueprint;
import dev.lifeguard.autoconfigure.settings.SpringClientSettings;
import dev.lifeguard.client.SafeRedirects;
import dev.lifeguard.transport.Protocol;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Factory of the transports of all clients from what Boot has configured.
 *
 * @since 0.1.0
 */
public final class ClientTransports {

	private static final String SHARED_BUNDLE = SpringClientSettings.property("ssl.bundle");

	private final Environment environment;

	private final ObjectProvider<HttpClientSettings> settings;

	private final ObjectProvider<SslBundles> sslBundles;

	private final ObjectProvider<ReactorResourceFactory> resources;

	/**
	 * Create a new instance.
	 * @param environment where Boot's properties are
	 * @param settings what is written for all of Spring's clients
	 * @param sslBundles the SSL bundles
	 * @param resources the event loops that all of Spring's clients share
	 */
	public ClientTransports(Environment environment, ObjectProvider<HttpClientSettings> settings,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<ReactorResourceFactory> resources) {
		this.environment = environment;
		this.settings = settings;
		this.sslBundles = sslBundles;
		this.resources = resources;
	}

	/**
	 * Make the transport of one client. Times are kept by the client, so those of Boot
	 * are left out.
	 * @param blueprint the client
	 * @return what makes the transport on the client's connection provider
	 */
	public Function<ConnectionProvider, HttpClient> transport(ClientBlueprint blueprint) {
		HttpClientSettings settings = blueprint
			.applyTo(this.settings.getIfAvailable(HttpClientSettings::defaults).withTimeouts(null, null));
		String bundle = (blueprint.sslBundle() != null) ? blueprint.sslBundle() : sharedBundle(settings);
		if (bundle != null) {
			settings = settings.withSslBundle(null);
		}
		return new ClientTransport(settings, this.resources.getIfAvailable(), blueprint.settings().protocol(),
				tls(blueprint, bundle), blueprint.proxy(), redirects(blueprint, settings.redirects()));
	}

	/**
	 * Make the transport of a client that the application has not written, and which gets
	 * nothing of what it has written for others. It runs on the same event loops.
	 * @param protocol what is spoken
	 * @param tls puts TLS onto the transport
	 * @return what makes the transport on the client's connection provider
	 */
	public Function<ConnectionProvider, HttpClient> bare(Protocol protocol, UnaryOperator<HttpClient> tls) {
		return new ClientTransport(HttpClientSettings.defaults(), this.resources.getIfAvailable(), protocol, tls,
				UnaryOperator.identity(), new SafeRedirects(false, Set.of()));
	}

	private static UnaryOperator<HttpClient> redirects(ClientBlueprint blueprint, @Nullable HttpRedirects redirects) {
		return (redirects != HttpRedirects.DONT_FOLLOW)
				? new SafeRedirects(redirects == HttpRedirects.FOLLOW, blueprint.settings().defaultHeaders().keySet())
				: UnaryOperator.identity();
	}

	/**
	 * Return the name of the bundle that all of Boot's clients use. One that has no name
	 * is left to Boot, which reads it once.
	 */
	private @Nullable String sharedBundle(HttpClientSettings settings) {
		SslBundles bundles = this.sslBundles.getIfAvailable();
		String name = this.environment.getProperty(SHARED_BUNDLE);
		boolean found = name != null && bundles != null && bundles.getBundleNames().contains(name)
				&& bundles.getBundle(name) == settings.sslBundle();
		return found ? name : null;
	}

	private UnaryOperator<HttpClient> tls(ClientBlueprint blueprint, @Nullable String bundle) {
		if (bundle == null) {
			return UnaryOperator.identity();
		}
		return FollowedBundle.tls(blueprint.settings().name(), bundle, this.sslBundles.getObject(),
				blueprint.settings().protocol())::applyTo;
	}

}
