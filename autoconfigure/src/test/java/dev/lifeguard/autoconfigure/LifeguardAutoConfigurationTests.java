package dev.lifeguard.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.lifeguard.autoconfigure.blocking.LifeguardRestClientAutoConfiguration;
import dev.lifeguard.autoconfigure.reactive.LifeguardWebClientAutoConfiguration;
import dev.lifeguard.autoconfigure.settings.InvalidSettingException;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.lease.Order;
import dev.lifeguard.limit.Share;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.registry.UnknownClientException;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.TestShare;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LifeguardAutoConfiguration} and those after it.
 */
class LifeguardAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(LifeguardAutoConfiguration.class,
			LifeguardRestClientAutoConfiguration.class, LifeguardWebClientAutoConfiguration.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(OURS)
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
				RestClientAutoConfiguration.class, WebClientAutoConfiguration.class));

	private final ApplicationContextRunner withOrders = this.contextRunner
		.withPropertyValues("lifeguard.clients.orders.base-url=http://orders.test");

	@Test
	void clientIsARestClientAndAWebClientWithItsNameAsQualifier() {
		this.withOrders.withUserConfiguration(Injected.class).run((context) -> {
			assertThat(context).hasBean("ordersRestClient").hasBean("ordersWebClient");
			Injected injected = context.getBean(Injected.class);
			assertThat(injected.restClient).isSameAs(context.getBean("ordersRestClient"));
			assertThat(injected.webClient).isSameAs(context.getBean("ordersWebClient"));
			LifeguardClients clients = context.getBean(LifeguardClients.class);
			assertThat(clients.names()).containsExactly("orders");
			assertThat(clients.restClient("orders")).isSameAs(injected.restClient);
			assertThat(clients.webClient("orders")).isSameAs(injected.webClient);
			assertThat(clients.snapshot("orders").max()).isEqualTo(50);
		});
	}

	@Test
	void clientsAreNotInjectedByTypeAlone() {
		this.withOrders.withUserConfiguration(ByType.class).run((context) -> {
			ByType byType = context.getBean(ByType.class);
			assertThat(byType.restClient).isNull();
			assertThat(byType.webClient).isNull();
		});
		this.withOrders.withUserConfiguration(ByType.class, OwnRestClient.class)
			.run((context) -> assertThat(context.getBean(ByType.class).restClient).isSameAs(context.getBean("own")));
	}

	@Test
	void beanOfTheUserWithAClientsNameWins() {
		this.withOrders.withUserConfiguration(OwnOrders.class).run((context) -> {
			assertThat(context.getBean("ordersRestClient")).isSameAs(OwnOrders.CLIENT);
			assertThat(context.getBean(LifeguardClients.class).restClient("orders")).isSameAs(OwnOrders.CLIENT);
			assertThat(context).hasBean("ordersWebClient");
		});
	}

	@Test
	void unknownNameIsAnsweredWithTheNamesThatExist() {
		this.withOrders.withPropertyValues("lifeguard.clients.billing.base-url=http://billing.test")
			.run((context) -> assertThatExceptionOfType(UnknownClientException.class)
				.isThrownBy(() -> context.getBean(LifeguardClients.class).restClient("order"))
				.withMessageContaining("'order'")
				.withMessageContaining("orders, billing"));
	}

	@Test
	void nothingIsConfiguredWhenDisabled() {
		this.withOrders.withPropertyValues("lifeguard.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LifeguardClients.class)
				.doesNotHaveBean("ordersRestClient"));
	}

	@Test
	void startsWithoutAnyClient() {
		this.contextRunner.run((context) -> assertThat(context.getBean(LifeguardClients.class).names()).isEmpty());
	}

	@Test
	void worksWithoutWebClient() {
		this.withOrders.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("ordersRestClient")
				.doesNotHaveBean("lifeguardWebClients"));
	}

	@Test
	void worksWithoutBootsClientModules() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.restclient",
					"org.springframework.boot.webclient"))
			.withPropertyValues("lifeguard.clients.orders.base-url=http://orders.test")
			.run((context) -> {
				assertThat(context.getBean("ordersRestClient")).isInstanceOf(RestClient.class);
				assertThat(context.getBean("ordersWebClient")).isInstanceOf(WebClient.class);
			});
	}

	@Test
	void valuesAreInheritedLeafByLeaf() {
		this.withOrders
			.withPropertyValues("lifeguard.defaults.pool.max-connections=20", "lifeguard.defaults.pool.order=fifo",
					"lifeguard.defaults.timeout.response=4s", "lifeguard.clients.orders.pool.max-connections=7",
					"lifeguard.clients.billing.base-url=http://billing.test")
			.run((context) -> {
				var orders = context.getBean(ClientRegistry.class).client("orders").settings();
				assertThat(orders.pool().maxConnections()).isEqualTo(7);
				assertThat(orders.pool().maxConnectionsPerHost()).isEqualTo(7);
				assertThat(orders.gate().maxPending()).isEqualTo(7);
				assertThat(orders.gate().order()).isEqualTo(Order.FIFO);
				assertThat(orders.timeouts().response()).isEqualTo(Duration.ofSeconds(4));
				assertThat(orders.timeouts().call()).isEqualTo(Duration.ofSeconds(12));
				assertThat(orders.effective().get("pool.max-connections").origin()).isEqualTo(Origin.CLIENT);
				assertThat(orders.effective().get("pool.order").origin()).isEqualTo(Origin.DEFAULTS);
				assertThat(orders.effective().get("timeout.call").origin()).isEqualTo(Origin.FOLLOWS);
				assertThat(orders.effective().get("timeout.connect").origin()).isEqualTo(Origin.BUILT_IN);
				var billing = context.getBean(ClientRegistry.class).client("billing").settings();
				assertThat(billing.pool().maxConnections()).isEqualTo(20);
			});
	}

	@Test
	void clientThatLeasesItsShareJoinsItsFleet() {
		this.withOrders.withUserConfiguration(TestShare.OfAll.class)
			.withPropertyValues("lifeguard.defaults.fleet.max-connections=300", "lifeguard.defaults.fleet.replicas=40",
					"lifeguard.clients.orders.fleet.mode=lease",
					"lifeguard.clients.billing.base-url=http://billing.test")
			.run((context) -> {
				TestShare.OfAll shares = context.getBean(TestShare.OfAll.class);
				ClientRegistry clients = context.getBean(ClientRegistry.class);
				assertThat(clients.client("orders").share()).isSameAs(shares.of("orders"));
				assertThat(shares.joined("orders")).isEqualTo(clients.client("orders").settings().fleet());
				assertThat(shares.joined("orders").group()).isEqualTo("orders.test:80");
				assertThat(clients.client("billing").share()).isSameAs(Share.ALL);
				assertThat(clients.client("billing").snapshot().fleet()).isNull();
			});
	}

	@Test
	void leaseWithoutAnythingThatSharesItOutStopsTheStart() {
		this.withOrders
			.withPropertyValues("lifeguard.clients.orders.fleet.max-connections=300",
					"lifeguard.clients.orders.fleet.replicas=40", "lifeguard.clients.orders.fleet.mode=lease")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessage(
						"lifeguard.clients.orders.fleet.mode = lease: Nothing shares the budget out: there is no bean "
								+ "of type dev.lifeguard.limit.Shares."));
	}

	@Test
	void credentialsInTheBaseUrlAreNotShown() {
		this.contextRunner
			.withPropertyValues("lifeguard.clients.orders.base-url=https://me:s3@cret@orders.test/api?key=s3cret")
			.run((context) -> assertThat(context.getBean(ClientRegistry.class)
				.client("orders")
				.settings()
				.effective()
				.get("base-url")
				.value()).isEqualTo("https://orders.test/api"));
	}

	@Test
	void environmentVariableReachesADashedNameAndMakesNoClientOfItsOwn() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("LIFEGUARD_CLIENTS_ORDERSERVICE_POOL_MAXCONNECTIONS", "9"))))
			.withPropertyValues("lifeguard.clients.order-service.base-url=http://orders.test")
			.run((context) -> {
				LifeguardClients clients = context.getBean(LifeguardClients.class);
				assertThat(clients.names()).containsExactly("order-service");
				assertThat(clients.snapshot("order-service").max()).isEqualTo(9);
				assertThat(context).doesNotHaveBean("orderserviceRestClient");
			});
	}

	@Test
	void customizersAndHeadersApply() {
		try (Backend backend = Backend.start()) {
			this.contextRunner.withUserConfiguration(Customizers.class)
				.withPropertyValues("lifeguard.clients.orders.base-url=" + backend.url(),
						"lifeguard.clients.orders.default-headers.X-Own=one,two",
						"lifeguard.defaults.default-headers.X-Shared=three")
				.run((context) -> {
					Customizers seen = context.getBean(Customizers.class);
					context.getBean("ordersRestClient", RestClient.class).get().uri("/a").retrieve().toBodilessEntity();
					context.getBean("ordersWebClient", WebClient.class)
						.get()
						.uri("/b")
						.retrieve()
						.toBodilessEntity()
						.block(Duration.ofSeconds(5));
					assertThat(seen.requests).containsExactly("rest [one, two] [three]", "web [one, two] [three]");
				});
		}
	}

	@Test
	void builderOfTheUserIsUsedAndLeftAsItWas() {
		try (Backend backend = Backend.start()) {
			this.contextRunner.withUserConfiguration(OwnBuilder.class)
				.withPropertyValues("lifeguard.clients.orders.base-url=" + backend.url(),
						"lifeguard.clients.orders.default-headers.Authorization=s3cret",
						"lifeguard.clients.billing.base-url=" + backend.url())
				.run((context) -> {
					OwnBuilder own = context.getBean(OwnBuilder.class);
					for (String client : List.of("ordersWebClient", "billingWebClient")) {
						context.getBean(client, WebClient.class)
							.get()
							.uri("/")
							.retrieve()
							.toBodilessEntity()
							.block(Duration.ofSeconds(5));
					}
					assertThat(own.authorizations).containsExactly("s3cret", "none");
				});
		}
	}

	@Test
	void timesOfBootDoNotReplaceTheClientsOwn() {
		try (Backend backend = Backend.start()) {
			backend.shut();
			this.contextRunner
				.withPropertyValues("lifeguard.clients.orders.base-url=" + backend.url(),
						"spring.http.clients.read-timeout=20s", "lifeguard.clients.orders.timeout.response=200ms",
						"lifeguard.clients.orders.retry.enabled=false")
				.run((context) -> assertThatExceptionOfType(ResourceAccessException.class)
					.isThrownBy(() -> context.getBean("ordersRestClient", RestClient.class)
						.get()
						.uri("/")
						.retrieve()
						.toBodilessEntity())
					.withMessageContaining("phase=FIRST_BYTE")
					.withMessageContaining("limit=200ms"));
		}
	}

	@Test
	void headersAreInheritedWhateverTheirCase() {
		this.withOrders
			.withPropertyValues("lifeguard.defaults.default-headers.Authorization=shared",
					"lifeguard.clients.orders.default-headers.authorization=own")
			.run((context) -> assertThat(
					context.getBean(ClientRegistry.class).client("orders").settings().defaultHeaders().values())
				.containsExactly(List.of("own")));
	}

	@Test
	void contextThatIsStartedAgainHasItsClientsAgain() {
		try (Backend backend = Backend.start()) {
			this.contextRunner.withPropertyValues("lifeguard.clients.orders.base-url=" + backend.url())
				.run((context) -> {
					RestClient client = context.getBean("ordersRestClient", RestClient.class);
					var application = context.getSourceApplicationContext(ConfigurableApplicationContext.class);
					application.stop();
					assertThatExceptionOfType(ResourceAccessException.class)
						.isThrownBy(() -> client.get().uri("/").retrieve().toBodilessEntity())
						.withMessageContaining("is shut down");
					application.start();
					assertThat(client.get().uri("/").retrieve().body(String.class)).contains("ok");
				});
		}
	}

	@Test
	void mockServerTakesThePlaceOfTheBackend() {
		this.withOrders.run((context) -> {
			RestClient.Builder builder = context.getBean("ordersRestClient", RestClient.class).mutate();
			MockRestServiceServer server = MockRestServiceServer.bindTo(builder).build();
			server.expect(MockRestRequestMatchers.requestTo("http://orders.test/a"))
				.andRespond(MockRestResponseCreators.withSuccess("mocked", MediaType.TEXT_PLAIN));
			assertThat(builder.build().get().uri("/a").retrieve().body(String.class)).isEqualTo("mocked");
		});
	}

	@Test
	void callAfterShutDownSaysSoAndOpensNoPool() {
		try (Backend backend = Backend.start()) {
			this.contextRunner.withPropertyValues("lifeguard.clients.orders.base-url=" + backend.url())
				.run((context) -> {
					RestClient client = context.getBean("ordersRestClient", RestClient.class);
					client.get().uri("/").retrieve().toBodilessEntity();
					context.getSourceApplicationContext(ConfigurableApplicationContext.class).close();
					assertThatExceptionOfType(ResourceAccessException.class)
						.isThrownBy(() -> client.get().uri("/").retrieve().toBodilessEntity())
						.withMessageContaining("client 'orders' is shut down")
						.withCauseInstanceOf(PoolExhaustedException.class);
					assertThat(backend.connectionsOpened()).isEqualTo(1);
				});
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		@Autowired
		@Qualifier("orders")
		private RestClient restClient;

		@Autowired
		@Qualifier("orders")
		private WebClient webClient;

	}

	@Configuration(proxyBeanMethods = false)
	static class ByType {

		private final @Nullable RestClient restClient;

		private final @Nullable WebClient webClient;

		ByType(ObjectProvider<RestClient> restClient, ObjectProvider<WebClient> webClient) {
			this.restClient = restClient.getIfUnique();
			this.webClient = webClient.getIfUnique();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRestClient {

		@Bean
		RestClient own() {
			return RestClient.create();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnOrders {

		private static final RestClient CLIENT = RestClient.create();

		@Bean
		RestClient ordersRestClient() {
			return CLIENT;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBuilder {

		private final List<String> authorizations = new CopyOnWriteArrayList<>();

		private final WebClient.Builder builder = WebClient.builder().filter((request, next) -> {
			this.authorizations
				.add(String.valueOf(request.headers().getFirst("Authorization")).replace("null", "none"));
			return next.exchange(request);
		});

		@Bean
		WebClient.Builder ownBuilder() {
			return this.builder;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		private final List<String> requests = new CopyOnWriteArrayList<>();

		@Bean
		RestClientCustomizer restClientCustomizer() {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				this.requests
					.add("rest " + request.getHeaders().get("X-Own") + " " + request.getHeaders().get("X-Shared"));
				return execution.execute(request, body);
			});
		}

		@Bean
		WebClientCustomizer webClientCustomizer() {
			return (builder) -> builder.filter((request, next) -> {
				ClientRequest seen = request;
				this.requests.add("web " + seen.headers().get("X-Own") + " " + seen.headers().get("X-Shared"));
				return next.exchange(seen);
			});
		}

	}

}
