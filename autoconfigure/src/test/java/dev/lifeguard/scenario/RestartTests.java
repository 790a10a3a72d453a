package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Trouble;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A context that is stopped and started again.
 */
@ExtendWith(OutputCaptureExtension.class)
class RestartTests {

	@ParameterizedTest
	@EnumSource
	void clientWorksAgainAndItsEpisodesEnd(Face face, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1", "pool.max-pending=0");
				Backend backend = Backend.start()) {
			assertThat(app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			app.context().stop();
			app.context().start();
			assertThat(app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			app.assertNothingHeld();
			backend.shut();
			Future<String> held = app.caller(face).get(backend.url());
			await().until(() -> backend.inFlight() == 1);
			assertThat(app.caller(face).get(backend.url())).failsWithin(Duration.ofSeconds(5));
			ManagedClient client = app.bean(ClientRegistry.class).client("orders");
			assertThat(client.currentEpisode()).isNotNull();
			await().atMost(Duration.ofSeconds(10)).until(() -> client.currentEpisode() == null);
			backend.open();
			assertThat(held.get(5, TimeUnit.SECONDS)).contains("ok");
			assertThat(output).containsOnlyOnce("calls are no longer refused");
		}
	}

	@ParameterizedTest
	@EnumSource
	void episodeEndsWithItsClient(Face face, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard(Trouble.settings()); Trouble trouble = Trouble.of(Cause.SLOW_BACKEND)) {
			trouble.begin(app, face, Trouble.PLACES);
			trouble.refusal(app, face);
			ManagedClient client = app.bean(ClientRegistry.class).client("orders");
			client.close();
			Episode last = client.lastEpisode();
			assertThat(last).isNotNull();
			assertThat(last.over()).isTrue();
			assertThat(output).containsOnlyOnce("calls are no longer refused");
		}
	}

}
