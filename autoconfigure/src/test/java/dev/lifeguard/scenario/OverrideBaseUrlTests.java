package dev.lifeguard.scenario;

import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All clients are sent to one server, with a single property.
 */
@ExtendWith(OutputCaptureExtension.class)
class OverrideBaseUrlTests {

	/**
	 * Answers with the path that it was asked for.
	 */
	private final ScriptedServer server = ScriptedServer.start((exchange) -> {
		String path = exchange.head().split(" ")[1];
		exchange.send("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(path.length(), path));
	});

	@AfterEach
	void stopServer() throws Exception {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void allClientsCallTheOneServerBelowTheirOwnPaths(Face face, CapturedOutput output) throws Exception {
		Class<?> group = (face == Face.REST_CLIENT) ? Blocking.class : Reactive.class;
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { group },
				"lifeguard.override-base-url=" + this.server.url() + "/stub/", "base-url=https://orders.test/api",
				"spring.http.serviceclient.orders.base-url=https://orders.test/api",
				"spring.http.serviceclient.billing.base-url=https://billing.test/v1",
				"lifeguard.clients.billing.pool.max-connections=2",
				"lifeguard.clients.default.pool.max-connections=2")) {
			assertThat(get(app.caller(face), "/7")).isEqualTo("/stub/api/7");
			assertThat(get(app.caller(face), this.server.url() + "/absolute")).isEqualTo("/absolute");
			assertThat(
					get(face.of(app.bean(RestClient.Builder.class).build(), app.bean(WebClient.Builder.class).build()),
							"/default"))
				.isEqualTo("/stub/default");
			assertThat(app.bean(Bills.class).all()).isEqualTo("/stub/v1/bills");
			assertIsSaid(app.bean(ClientRegistry.class).client("orders").settings(), output);
		}
	}

	private static String get(Face.Caller caller, String uri) throws Exception {
		return caller.get(uri).get(5, TimeUnit.SECONDS);
	}

	private void assertIsSaid(ClientSettings settings, CapturedOutput output) {
		String inForce = this.server.url() + "/stub/api";
		assertThat(settings.effective()).containsEntry("base-url", new Setting(inForce, Origin.OVERRIDE));
		assertThat(settings.advice()).singleElement()
			.asString()
			.contains("relative URIs go to another server", inForce, "instead of https://orders.test/api");
		assertThat(output).contains("client 'orders': of lifeguard.override-base-url: base-url=" + inForce,
				"client 'orders': relative URIs go to another server",
				"client 'default': relative URIs go to another server");
	}

	/**
	 * A service whose base URL is Boot's to know, and whose client is ours.
	 */
	public interface Bills {

		@GetExchange("/bills")
		String all();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "billing", types = Bills.class)
	static class Blocking {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "billing", types = Bills.class, clientType = ClientType.WEB_CLIENT)
	static class Reactive {

	}

}
