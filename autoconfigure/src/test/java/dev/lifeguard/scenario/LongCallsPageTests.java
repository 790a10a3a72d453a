package dev.lifeguard.scenario;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.EventReader;
import dev.lifeguard.testsupport.PageYaml;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the page about long calls says of its settings.
 */
class LongCallsPageTests {

	@Test
	void nothingOnThePageIsRisky() throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[0],
				new PageYaml(LongCalls.PAGE).below("lifeguard.clients", UnaryOperator.identity()))) {
			ClientRegistry clients = app.bean(ClientRegistry.class);
			assertThat(clients.names()).containsExactlyInAnyOrder("llm", "events", "changes", "exports", "default")
				.map(clients::client)
				.map(ManagedClient::settings)
				.allSatisfy((settings) -> assertThat(settings.advice()).isEmpty());
		}
	}

	@Test
	void repeatingEveryPostIs() {
		try (App app = App.lifeguard("retry.methods=POST")) {
			assertThat(app.bean(ClientRegistry.class).client("orders").settings().advice()).singleElement()
				.asString()
				.contains("the backend may process a request twice");
		}
	}

	@ParameterizedTest
	@EnumSource
	void buildersCanBeLeftAsTheyAre(EventReader reader) throws Exception {
		String[] off = new PageYaml(LongCalls.PAGE).below("lifeguard.tune-default-builders", UnaryOperator.identity());
		assertThat(off).hasSize(1);
		try (App app = LongCalls.app(off); ScriptedServer server = ScriptedServer.start(LongCalls.EVENTS)) {
			Future<List<String>> library = reader.readAsALibrary(app, server.url());
			Future<List<String>> byName = reader.read(app, "default", server.url());
			assertThat(library.get(20, TimeUnit.SECONDS)).containsExactly("one", "two", "three");
			assertThatException().isThrownBy(() -> byName.get(20, TimeUnit.SECONDS))
				.withStackTraceContaining("client=default");
		}
	}

}
