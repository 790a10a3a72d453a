package dev.lifeguard.autoconfigure.transport;

import javax.net.ssl.SSLException;

import dev.lifeguard.transport.ClientTls;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.TlsMaterial;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/**
 * SSL bundle whose changes a client's TLS follows. A reloaded bundle that cannot be used
 * changes nothing.
 */
final class FollowedBundle {

	private static final Log logger = LogFactory.getLog(FollowedBundle.class);

	private final String client;

	private final String name;

	private final SslBundles bundles;

	private final ClientTls tls;

	private SslBundle inUse;

	private FollowedBundle(String client, String name, SslBundles bundles, Protocol protocol) throws SSLException {
		this.client = client;
		this.name = name;
		this.bundles = bundles;
		this.inUse = bundles.getBundle(name);
		this.tls = new ClientTls(material(this.inUse), protocol);
	}

	/**
	 * Return TLS that follows a bundle from now on.
	 * @param client the client's name
	 * @param name the bundle's name
	 * @param bundles where it is found
	 * @param protocol what is spoken over it
	 */
	static ClientTls tls(String client, String name, SslBundles bundles, Protocol protocol) {
		try {
			FollowedBundle bundle = new FollowedBundle(client, name, bundles, protocol);
			bundles.addBundleUpdateHandler(name, (updated) -> bundle.look());
			bundle.look();
			return bundle.tls;
		}
		catch (SSLException ex) {
			throw new IllegalStateException("client '%s': the SSL bundle '%s' cannot be used".formatted(client, name),
					ex);
		}
	}

	/**
	 * Look up the bundle rather than take the one announced: two announcements may come
	 * in the wrong order.
	 */
	private synchronized void look() {
		SslBundle now = this.bundles.getBundle(this.name);
		if (now == this.inUse) {
			return;
		}
		this.inUse = now;
		try {
			int open = this.tls.replace(material(now));
			logger.info(
					"client '%s': the SSL bundle '%s' was reloaded: new connections use it, %s open ones end with their call"
						.formatted(this.client, this.name, open));
		}
		catch (SSLException | RuntimeException ex) {
			logger.warn(
					"client '%s': the reloaded SSL bundle '%s' cannot be used, and the previous one remains in use; correct its files"
						.formatted(this.client, this.name),
					ex);
		}
	}

	private static TlsMaterial material(SslBundle bundle) {
		SslOptions options = bundle.getOptions();
		return new TlsMaterial(bundle.getManagers().getKeyManagerFactory(),
				bundle.getManagers().getTrustManagerFactory(), SslOptions.asSet(options.getCiphers()),
				SslOptions.asSet(options.getEnabledProtocols()));
	}

}
