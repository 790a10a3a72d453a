package dev.lifeguard.autoconfigure;

import java.util.Arrays;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Engines behind Boot's own clients. Boot takes Reactor Netty where it is on the class
 * path, and the starter brings it: that is logged, unless the application has chosen an
 * engine, or has Reactor Netty for its own server.
 */
final class Engines {

	private static final Log logger = LogFactory.getLog(Engines.class);

	private static final String FACTORY = "spring.http.clients.imperative.factory";

	private static final String CONNECTOR = "spring.http.clients.reactive.connector";

	private static final String REACTOR_SERVER = "org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory";

	static final String REST_CLIENT = "org.springframework.boot.restclient.RestClientCustomizer";

	static final String WEB_CLIENT = "org.springframework.boot.webclient.WebClientCustomizer";

	private static final String APACHE = "org.apache.hc.client5.http.impl.classic.HttpClients";

	private static final String JETTY = "org.eclipse.jetty.client.HttpClient";

	private static final String[] REACTIVE_APACHE = { "org.apache.hc.client5.http.impl.async.HttpAsyncClients",
			"org.apache.hc.core5.reactive.ReactiveDataConsumer" };

	private static final String[] REACTIVE_JETTY = { JETTY, "org.eclipse.jetty.reactive.client.ReactiveRequest" };

	private final Environment environment;

	private final ConfigurableListableBeanFactory beans;

	Engines(Environment environment, ConfigurableListableBeanFactory beans) {
		this.environment = environment;
		this.beans = beans;
	}

	/**
	 * Log what the class path has decided.
	 * @param tuned whether the builders use the client {@code default} anyway
	 */
	void log(boolean tuned) {
		if (isPresent(REACTOR_SERVER)) {
			return;
		}
		if (isBoots(ClientHttpRequestFactoryBuilder.class, REST_CLIENT, FACTORY) && !isPresent(APACHE)
				&& !isPresent(JETTY)) {
			log(tuned ? "RestTemplateBuilder uses, and RestClient.create() uses,"
					: "RestClient.Builder and RestTemplateBuilder use, and RestClient.create() uses,",
					"the JDK's client", FACTORY, "jdk");
		}
		if (!tuned && isBoots(ClientHttpConnectorBuilder.class, WEB_CLIENT, CONNECTOR)) {
			reactive();
		}
	}

	private static void reactive() {
		if (isPresent(REACTIVE_JETTY)) {
			log("WebClient.Builder uses", "Jetty's client", CONNECTOR, "jetty");
		}
		else if (isPresent(REACTIVE_APACHE)) {
			log("WebClient.Builder uses", "Apache HttpClient", CONNECTOR, "http-components");
		}
	}

	/**
	 * Return whether Boot chooses, and neither a key nor a bean of the application.
	 */
	private boolean isBoots(Class<?> engine, String builder, String key) {
		String[] names = this.beans.getBeanNamesForType(engine, true, false);
		return isPresent(builder) && !this.environment.containsProperty(key) && names.length == 1
				&& isMadeByBoot(names[0]);
	}

	private boolean isMadeByBoot(String bean) {
		String maker = this.beans.getMergedBeanDefinition(bean).getFactoryBeanName();
		return maker == null || maker.startsWith("org.springframework.boot.http.client.autoconfigure.");
	}

	static boolean isPresent(String... types) {
		return Arrays.stream(types).allMatch((type) -> ClassUtils.isPresent(type, Engines.class.getClassLoader()));
	}

	private static void log(String builders, String before, String key, String value) {
		logger.info(("Spring Boot's %s Reactor Netty, because it is on the class path (Lifeguard's starter brings it); "
				+ "set %s to %s to use %s instead, or to reactor if Reactor Netty is what you want")
			.formatted(builders, key, value, before));
	}

}
