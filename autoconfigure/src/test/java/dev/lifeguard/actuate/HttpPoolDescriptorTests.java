package dev.lifeguard.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.leak.LeakAction;
import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HttpPoolDescriptor}.
 */
class HttpPoolDescriptorTests {

	private static final Map<String, Setting> EFFECTIVE = Map.of("pool.max-connections", new Setting(2, Origin.CLIENT));

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.of(settings(), this.clock, new ManualTimer(this.clock));

	/**
	 * Leaked responses are only reported, so that they hold their permits.
	 */
	private static ClientSettings settings() {
		ClientSettings standard = TestClients.settings("orders");
		return new ClientSettings(standard.name(), standard.baseUrl(), standard.protocol(), standard.defaultHeaders(),
				standard.pool(), standard.gate(), standard.limit(), standard.fleet(), standard.timeouts(),
				standard.response(), standard.retry(),
				new LeakSettings(Duration.ofSeconds(5), LeakAction.REPORT, LeakSettings.DEFAULT_CAPTURE), EFFECTIVE,
				List.of());
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	private HttpPoolDescriptor describe(boolean recorder) {
		return HttpPoolDescriptor.of(this.client, List.of("an advice"), recorder);
	}

	@Test
	void clientIsShownAsItIsNow() {
		TestConnect.of(this.client);
		HttpPoolDescriptor shown = describe(false);
		assertThat(shown.settings()).isEqualTo(EFFECTIVE);
		assertThat(shown.advice()).containsExactly("an advice");
		assertThat(shown.snapshot()).isEqualTo(this.client.snapshot());
		assertThat(shown.snapshot().connecting()).isEqualTo(1);
		assertThat(shown.counters()).containsEntry("granted", 1L);
		assertThat(shown.sizeAdvice()).isEqualTo(this.client.sizeAdvice());
		assertThat(shown.leaks()).isEmpty();
		assertThat(shown.lastEpisode()).isNull();
		assertThat(shown.keepAlive()).isEmpty();
	}

	@Test
	void fiveOldestHoldersAreShownOldestFirst() {
		this.client.resize(10, Duration.ofMinutes(1));
		for (int call = 0; call < 7; call++) {
			TestConnect.of(this.client);
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(describe(false).holders()).extracting((holder) -> holder.age().toSeconds())
			.containsExactly(7L, 6L, 5L, 4L, 3L);
	}

	@Test
	void leakedResponsesThatHoldTheirPermitAreShownByThemselves() {
		TestConnect.of(this.client);
		TestConnect leaking = TestConnect.of(this.client);
		EmbeddedChannel connection = new EmbeddedChannel();
		leaking.bind(connection);
		leaking.responded(Connection.from(connection));
		this.clock.advance(Duration.ofSeconds(7));
		leaking.leaked();
		assertThat(describe(false).holders()).hasSize(2);
		assertThat(describe(false).leaks()).singleElement()
			.satisfies((leak) -> assertThat(leak.age()).isEqualTo(Duration.ofSeconds(7)));
	}

	@Test
	void whatHappenedBeforeAnEpisodeIsOnlyShownIfThatIsWanted() {
		TestConnect.of(this.client).cancel();
		for (int call = 0; call < 5; call++) {
			TestConnect.of(this.client);
		}
		assertThat(describe(false).lastEpisode()).isNotNull().satisfies((episode) -> {
			assertThat(episode.refused()).isEqualTo(1);
			assertThat(episode.recorder()).isEmpty();
		});
		assertThat(describe(true).lastEpisode()).isNotNull()
			.satisfies((episode) -> assertThat(episode.recorder()).hasSize(1));
	}

}
