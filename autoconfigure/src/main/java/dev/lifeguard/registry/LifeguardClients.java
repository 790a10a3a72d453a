package dev.lifeguard.registry;

import java.util.Set;
import java.util.function.Function;

import dev.lifeguard.failure.PoolSnapshot;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Look-up of the application's clients by name.
 * <p>
 * It is marked as infrastructure so that Spring's post-processors leave it alone: they
 * would look at its methods, and {@link WebClient} is absent where WebFlux is not used.
 *
 * @since 0.1.0
 */
public final class LifeguardClients implements AopInfrastructureBean {

	private final ClientRegistry registry;

	private final Function<String, Object> restClients;

	private final Function<String, Object> webClients;

	/**
	 * Create a new instance.
	 * @param registry the clients beneath
	 * @param restClients finds the {@code RestClient} of a client that exists
	 * @param webClients finds the {@code WebClient} of a client that exists
	 */
	public LifeguardClients(ClientRegistry registry, Function<String, Object> restClients,
			Function<String, Object> webClients) {
		this.registry = registry;
		this.restClients = restClients;
		this.webClients = webClients;
	}

	/**
	 * Return the names of the clients.
	 * @return the names
	 */
	public Set<String> names() {
		return this.registry.names();
	}

	/**
	 * Return a client as {@code RestClient}: the bean that {@code @Qualifier(name)}
	 * injects.
	 * @param name the client's name
	 * @return the client
	 * @throws UnknownClientException if there is none of that name
	 */
	public RestClient restClient(String name) {
		return (RestClient) this.restClients.apply(this.registry.client(name).name());
	}

	/**
	 * Return a client as {@code WebClient}: the bean that {@code @Qualifier(name)}
	 * injects.
	 * @param name the client's name
	 * @return the client
	 * @throws UnknownClientException if there is none of that name
	 */
	public WebClient webClient(String name) {
		return (WebClient) this.webClients.apply(this.registry.client(name).name());
	}

	/**
	 * Return the numbers of a client's pool now.
	 * @param name the client's name
	 * @return the snapshot
	 * @throws UnknownClientException if there is none of that name
	 */
	public PoolSnapshot snapshot(String name) {
		return this.registry.client(name).snapshot();
	}

}
