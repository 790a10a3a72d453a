package dev.lifeguard.autoconfigure.preload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.transport.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DryRuns}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DryRunsTests {

	private static final ClientKind FIXED = new ClientKind(Protocol.HTTP1, false, Mode.FIXED);

	private static final ClientKind LEARNED = new ClientKind(Protocol.HTTP1, false, Mode.ADAPTIVE);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ClientRegistry registry = new ClientRegistry(
			List.of(client("orders", Mode.FIXED), client("stock", Mode.FIXED), client("prices", Mode.ADAPTIVE)));

	private final List<ClientKind> begun = new ArrayList<>();

	private final Set<ClientKind> loaded = new HashSet<>();

	private ManagedClient client(String name, Mode limit) {
		return TestClients.of(TestClients.settings(name, new LimitSettings(limit, 1, 1)), this.clock, this.timer);
	}

	@Test
	void failureOfOneKindIsNobodysFailure(CapturedOutput output) {
		new DryRuns(this.registry, this.loaded, this::fail).run();
		assertThat(this.begun).containsExactlyInAnyOrder(FIXED, LEARNED);
		assertThat(this.loaded).isEmpty();
		assertThat(output).isEmpty();
	}

	@Test
	void whatIsLoadedIsNotLoadedAgain() {
		this.loaded.add(FIXED);
		new DryRuns(this.registry, this.loaded, this::fail).run();
		assertThat(this.begun).containsExactly(LEARNED);
	}

	private DryRun fail(ClientKind kind) {
		this.begun.add(kind);
		if (kind.equals(FIXED)) {
			throw new IllegalStateException("no loopback");
		}
		throw new NoClassDefFoundError("gone");
	}

	@Test
	void nothingBeginsAfterTheEnd() {
		DryRuns runs = new DryRuns(this.registry, this.loaded, this::fail);
		runs.close();
		runs.run();
		assertThat(this.begun).isEmpty();
	}

}
