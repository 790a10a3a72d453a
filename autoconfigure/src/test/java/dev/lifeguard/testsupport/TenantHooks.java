package dev.lifeguard.testsupport;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * An interceptor and a filter of the application's that send the {@link Tenant} along
 * with each attempt, and note it before and after.
 */
@Configuration(proxyBeanMethods = false)
public class TenantHooks {

	/** The header that says whose request it is. */
	public static final String HEADER = "X-Tenant";

	private final List<String> noted = new CopyOnWriteArrayList<>();

	/**
	 * Note whom the current thread works for.
	 * @param where what the thread does
	 */
	public void note(String where) {
		this.noted.add(where + " " + Tenant.current());
	}

	/**
	 * Return what was noted.
	 * @return a line each time
	 */
	public List<String> noted() {
		return this.noted;
	}

	@Bean
	RestClientCustomizer tenantInterceptor() {
		return (builder) -> builder.requestInterceptor(this::intercept);
	}

	@Bean
	WebClientCustomizer tenantFilter() {
		return (builder) -> builder.filter(this::filter);
	}

	private ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		note("before");
		request.getHeaders().set(HEADER, Objects.toString(Tenant.current()));
		ClientHttpResponse response = execution.execute(request, body);
		note("after");
		return response;
	}

	private Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		note("before");
		return Mono.deferContextual((context) -> {
			@Nullable Object tenant = context.getOrDefault(Tenant.KEY, null);
			return next.exchange(ClientRequest.from(request).header(HEADER, Objects.toString(tenant)).build());
		}).doOnNext((response) -> note("after"));
	}

}
