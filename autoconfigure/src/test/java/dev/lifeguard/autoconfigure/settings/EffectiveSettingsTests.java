package dev.lifeguard.autoconfigure.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EffectiveSettings}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EffectiveSettingsTests {

	private final Map<String, Setting> effective = new LinkedHashMap<>();

	private void log() {
		ClientSettings standard = TestClients.settings("orders");
		EffectiveSettings
			.log(new ClientSettings(standard.name(), standard.baseUrl(), standard.protocol(), standard.defaultHeaders(),
					standard.pool(), standard.gate(), standard.limit(), standard.fleet(), standard.timeouts(),
					standard.response(), standard.retry(), standard.leaks(), this.effective, List.of()));
	}

	@Test
	void everySettingIsSaidInOneLineWithItsOriginFromTheStrongestOn(CapturedOutput output) {
		this.effective.put("leak.action", new Setting("RECLAIM", Origin.BUILT_IN));
		this.effective.put("timeout.call", new Setting("15s", Origin.FOLLOWS, "timeout.response"));
		this.effective.put("timeout.connect", new Setting("3s", Origin.SPRING));
		this.effective.put("timeout.response", new Setting("5s", Origin.DEFAULTS));
		this.effective.put("redirects", new Setting("FOLLOW", Origin.GROUP));
		this.effective.put("pool.max-connections", new Setting(20, Origin.CLIENT));
		this.effective.put("pool.max-pending", new Setting(9, Origin.CLIENT));
		this.effective.put("base-url", new Setting("http://here", Origin.OVERRIDE));
		log();
		assertThat(output).contains("client 'orders': of lifeguard.override-base-url: base-url=http://here; "
				+ "its own: pool.max-connections=20, pool.max-pending=9; of its HTTP service group: redirects=FOLLOW; "
				+ "of the defaults: timeout.response=5s; of spring.http.clients: timeout.connect=3s; "
				+ "following: timeout.call=15s (timeout.response); built in: leak.action=RECLAIM");
	}

	@Test
	void originThatGaveNothingIsLeftOut(CapturedOutput output) {
		this.effective.put("pool.max-connections", new Setting(20, Origin.CLIENT));
		log();
		assertThat(output).containsPattern("client 'orders': its own: pool.max-connections=20\\R");
	}

}
