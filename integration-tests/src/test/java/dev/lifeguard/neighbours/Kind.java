package dev.lifeguard.neighbours;

import java.util.List;
import java.util.stream.Stream;

/**
 * The kinds of applications that the starter is added to: what each depends on, what it
 * does, and its settings.
 */
enum Kind {

	/** Says something and ends. */
	PLAIN("Nothing", starters("")),

	/** Tries again with Spring Retry. */
	SPRING_RETRY("RetriedCalls",
			List.of(starter(""), starter("-aspectj"), "org.springframework.retry:spring-retry:{spring-retry.version}")),

	/** Spring MVC. */
	WEB_MVC("Pages", starters("-webmvc")),

	/** Spring WebFlux. */
	WEB_FLUX("Pages", starters("-webflux")),

	/** Spring MVC with Actuator. */
	ACTUATOR("Pages", starters("-webmvc", "-actuator"), "management.endpoints.web.exposure.include=*",
			"management.endpoint.health.show-details=always", "management.health.diskspace.enabled=false"),

	/** Spring WebFlux with Actuator. */
	REACTIVE_ACTUATOR("Pages", starters("-webflux", "-actuator"), "management.endpoints.web.exposure.include=*",
			"management.endpoint.health.show-details=always", "management.health.diskspace.enabled=false"),

	/** Boot's blocking builders, with the client of the JDK. */
	REST_CLIENT("RestCalls", starters("-webmvc", "-restclient")),

	/** Boot's blocking builders, with Apache's client. */
	REST_CLIENT_APACHE("RestCalls",
			List.of(starter(""), starter("-restclient"), "org.apache.httpcomponents.client5:httpclient5")),

	/** Boot's blocking builders, with Jetty's client. */
	REST_CLIENT_JETTY("RestCalls", List.of(starter(""), starter("-restclient"), "org.eclipse.jetty:jetty-client")) {

		@Override
		boolean endsByItself() {
			// a Jetty client that nobody stops goes on
			return false;
		}

	},

	/**
	 * Boot's blocking builders, with the client that the application has written down.
	 */
	REST_CLIENT_CHOSEN("RestCalls", starters("", "-restclient"), "spring.http.clients.imperative.factory=jdk"),

	/** Boot's reactive builder. */
	WEB_CLIENT("WebCalls", starters("", "-webclient")),

	/** All that the starter brings, and Actuator. */
	EVERYTHING("AllCalls", starters("-webmvc", "-actuator", "-restclient", "-webclient"),
			"management.endpoints.web.exposure.include=*"),

	/** Blocking calls through Spring Cloud LoadBalancer. */
	LOAD_BALANCER("BalancedRestCalls", List.of(starter("-restclient"), balancer()),
			"spring.cloud.discovery.client.simple.instances.shop[0].uri={backend}", "shop.url=http://shop"),

	/** All calls through Spring Cloud LoadBalancer. */
	REACTIVE_LOAD_BALANCER("BalancedWebCalls", List.of(starter("-restclient"), starter("-webclient"), balancer()),
			"spring.cloud.discovery.client.simple.instances.shop[0].uri={backend}", "shop.url=http://shop"),

	/** Spring Security's OAuth2 client. */
	OAUTH2("TokenCalls", starters("-webmvc", "-security-oauth2-client"), registration("backend", "/token"),
			registration("busy", "/busy")),

	/** Spring Security's OAuth2 client in an application that is no web application. */
	PLAIN_OAUTH2("Nothing", starters("-security-oauth2-client"), registration("backend", "/token")),

	/** Spring Boot Admin's client. */
	ADMIN("AdminCalls",
			List.of(starter("-webmvc"), "de.codecentric:spring-boot-admin-starter-client:{spring-boot-admin.version}"),
			"spring.boot.admin.client.url={backend}/admin", "spring.boot.admin.client.instance.service-base-url=/"),

	/** Configured by Spring Cloud Config. */
	CONFIG("ConfiguredCalls", List.of(config()), "spring.application.name=shop",
			"spring.config.import=configserver:{backend}/config"),

	/** Does not start, because Spring Cloud Config's server is busy. */
	CONFIG_MISSING("ConfiguredCalls", List.of(config()), "spring.application.name=shop",
			"spring.cloud.config.fail-fast=true", "spring.config.import=configserver:{backend}/busy-config") {

		@Override
		boolean starts() {
			return false;
		}

	};

	private final String configuration;

	private final List<String> dependencies;

	private final List<String> settings;

	Kind(String configuration, List<String> dependencies, String... settings) {
		this.configuration = "dev.lifeguard.neighbours.added." + configuration;
		this.dependencies = dependencies;
		this.settings = Stream.of(settings).flatMap(String::lines).toList();
	}

	private static String starter(String name) {
		return "org.springframework.boot:spring-boot-starter" + name;
	}

	private static List<String> starters(String... names) {
		return Stream.of(names).map(Kind::starter).toList();
	}

	private static String balancer() {
		return "org.springframework.cloud:spring-cloud-starter-loadbalancer:{spring-cloud-commons.version}";
	}

	private static String config() {
		return "org.springframework.cloud:spring-cloud-starter-config:{spring-cloud-commons.version}";
	}

	private static String registration(String name, String path) {
		String prefix = "spring.security.oauth2.client.registration.%s.".formatted(name);
		return String.join("\n", prefix + "authorization-grant-type=client_credentials", prefix + "client-id=shop",
				prefix + "client-secret=secret", prefix + "provider=" + name,
				"spring.security.oauth2.client.provider.%s.token-uri={backend}%s".formatted(name, path));
	}

	/**
	 * Return the class of the application's configuration.
	 */
	String configuration() {
		return this.configuration;
	}

	/**
	 * Return what the application depends on, as {@code group:artifact} or
	 * {@code group:artifact:{property of the version}}.
	 */
	List<String> dependencies() {
		return this.dependencies;
	}

	List<String> settings() {
		return this.settings;
	}

	boolean starts() {
		return true;
	}

	boolean endsByItself() {
		return true;
	}

}
