package dev.lifeguard.testsupport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.actuate.HttpPoolsEndpoint;
import dev.lifeguard.client.EvictionRule;
import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;
import dev.lifeguard.metrics.ClientMeterBinder;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.RetryListener;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.retry.RetryRule.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * What an application may have of its own that a client calls, is made of, or is shown
 * by. Each of the beans holds on to the context that it stands in.
 */
public enum OwnBean {

	/** Nothing but the client. */
	NONE,

	/** A rule for idle connections. */
	EVICTION_RULE(Rule.class),

	/** A rule for idle connections that carry several calls. */
	EVICTION_RULE_FOR_STREAMS(Rule.class, "protocol=h2c"),

	/** A transport with hooks of the application's. */
	CUSTOMIZER(Customizer.class),

	/** A resolver of the application's. */
	RESOLVER(Resolver.class, "base-url=http://own.test:{port}"),

	/** Names of the application's that the library's resolver knows. */
	HOSTS(Hosts.class, "base-url=http://own.test:{port}"),

	/** A selector of the addresses that the library's resolver finds. */
	ADDRESSES(Addresses.class, "base-url=http://localhost:{port}"),

	/** A filter of addresses. */
	ADDRESS_FILTER(Filter.class, "base-url=http://localhost:{port}"),

	/** What shares a fleet's budget out. */
	SHARES(SharesOut.class, "fleet.mode=lease", "fleet.max-connections=300", "fleet.replicas=10"),

	/** A rule for retries. */
	RETRY_RULE(Retried.class),

	/** Listeners to retries, leases and sockets. */
	LISTENERS(Listens.class),

	/** An interceptor and a filter of the client's. */
	HOOKS(Hooks.class),

	/** A handler of observations. */
	OBSERVATIONS(Observes.class),

	/** A meter registry that outlives the context. */
	METERS(Meters.class, "management.metrics.use-global-registry=false"),

	/** The JVM's meter registry, which outlives the context. */
	GLOBAL_METERS(GlobalMeters.class, "management.metrics.use-global-registry=true"),

	/** The library's own meters, in the JVM's registry. */
	TRANSPORT_METERS(TransportMeters.class),

	/** A service that calls by the client. */
	SERVICE(Services.class) {

		@Override
		public void use(App app) {
			app.bean(Orders.class).all();
		}

	},

	/** What the Actuator shows of the client, and changes for a time. */
	ACTUATOR {

		@Override
		public void use(App app) {
			app.bean(HttpPoolsEndpoint.class).httpPools();
			app.bean(HttpPoolsEndpoint.class).resize(SecurityContext.NONE, "orders", "7", "24h");
			app.bean(HealthEndpoint.class).health();
		}

	};

	private final Class<?>[] sources;

	private final String[] settings;

	OwnBean() {
		this(new Class<?>[0]);
	}

	OwnBean(Class<?> source, String... settings) {
		this(new Class<?>[] { source }, settings);
	}

	OwnBean(Class<?>[] sources, String... settings) {
		this.sources = sources;
		this.settings = settings;
	}

	/**
	 * Return where the beans are defined.
	 * @return configuration of the application's
	 */
	public Class<?>[] sources() {
		return this.sources.clone();
	}

	/**
	 * Return the settings of the client that go with the beans.
	 * @param port the backend's port
	 * @return settings, as {@code key=value}
	 */
	public String[] settings(int port) {
		return Stream.concat(Stream.of("base-url=http://127.0.0.1:{port}"), Arrays.stream(this.settings))
			.map((setting) -> setting.replace("{port}", String.valueOf(port)))
			.toArray(String[]::new);
	}

	/**
	 * Do more with the client than to call.
	 * @param app the application
	 */
	public void use(App app) {
	}

	/**
	 * Leads to the context.
	 */
	abstract static class Own {

		@Autowired
		private ApplicationContext context;

		void touch() {
			Assert.state(this.context.getApplicationName() != null, "no context");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rule extends Own {

		@Bean
		EvictionRule rule() {
			return (client, connection, metadata) -> {
				touch();
				return false;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SharesOut extends Own {

		@Bean
		Shares shares() {
			return (client, fleet) -> new Share() {

				@Override
				public int getAsInt() {
					touch();
					return 3;
				}

				@Override
				public FleetSnapshot view() {
					touch();
					return new TestShare(3).view();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizer extends Own {

		@Bean
		HttpClientCustomizer customizer() {
			return (client, http) -> http.doOnChannelInit((observer, channel, remote) -> touch())
				.doOnConnected((connection) -> touch())
				.doOnResolve((connection) -> touch())
				.doOnRequest((request, connection) -> touch())
				.doOnResponse((response, connection) -> touch())
				.doOnDisconnected((connection) -> touch())
				.mapConnect((connect) -> connect.doOnNext((connection) -> touch()))
				.observe((connection, state) -> touch());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Resolver extends Own {

		@Bean
		HttpClientCustomizer resolver() {
			return (client, http) -> http.resolver(new Group(this));
		}

	}

	private static final class Group extends AddressResolverGroup<InetSocketAddress> {

		private final Own own;

		Group(Own own) {
			this.own = own;
		}

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetSocketAddressResolver(executor, new Names(executor, this.own));
		}

	}

	private static final class Names extends InetNameResolver {

		private final Own own;

		Names(EventExecutor executor, Own own) {
			super(executor);
			this.own = own;
		}

		@Override
		protected void doResolve(String name, Promise<InetAddress> promise) {
			this.own.touch();
			promise.setSuccess(InetAddress.getLoopbackAddress());
		}

		@Override
		protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
			this.own.touch();
			promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hosts extends Own {

		@Bean
		HttpClientCustomizer hosts() {
			return (client, http) -> http.resolver((names) -> names.hostsFileEntriesResolver((name, types) -> {
				touch();
				return InetAddress.getLoopbackAddress();
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Addresses extends Own {

		@Bean
		HttpClientCustomizer addresses() {
			return (client, http) -> http.resolvedAddressesSelector((config, addresses) -> {
				touch();
				return addresses;
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Filter extends Own {

		@Bean
		InetAddressFilter filter() {
			return (address) -> {
				touch();
				return true;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Retried extends Own {

		@Bean
		RetryRule rule() {
			return (attempt) -> {
				touch();
				return Verdict.FINAL;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listens extends Own implements LeaseListener, SocketListener, RetryListener {

		@Autowired
		void listen(ClientRegistry clients) {
			clients.clients().forEach((client) -> {
				client.listen((LeaseListener) this);
				client.listen((SocketListener) this);
				client.listen((RetryListener) this);
			});
		}

		@Override
		public void granted(Lease lease) {
			touch();
		}

		@Override
		public void evicted(String remote, EvictionReason reason) {
			touch();
		}

		@Override
		public void decided(Attempt attempt, Decision decision, @Nullable Object observation) {
			touch();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hooks extends Own {

		@Bean
		@Qualifier("orders")
		ClientHttpRequestInterceptor interceptor() {
			return (request, body, execution) -> {
				touch();
				return execution.execute(request, body);
			};
		}

		@Bean
		@Qualifier("orders")
		ExchangeFilterFunction filter() {
			return (request, next) -> next.exchange(request).doOnNext((response) -> touch());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Observes extends Own {

		@Bean
		ObservationHandler<Observation.Context> handler() {
			return new ObservationHandler<>() {

				@Override
				public void onStop(Observation.Context context) {
					touch();
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Meters {

		private static final MeterRegistry SHARED = new SimpleMeterRegistry() {

			@Override
			public void close() {
				// it outlives the contexts
			}

		};

		@Bean
		MeterRegistry shared() {
			return SHARED;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GlobalMeters {

		@Bean
		ApplicationRunner global(ClientMeterBinder meters) {
			return (arguments) -> meters.bindTo(Metrics.globalRegistry);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransportMeters {

		@Bean
		HttpClientCustomizer metered() {
			return (client, http) -> http.metrics(true, (uri) -> "/");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = Orders.class)
	static class Services {

	}

	/**
	 * A service.
	 */
	public interface Orders {

		@GetExchange("/")
		String all();

	}

}
