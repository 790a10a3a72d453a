package dev.lifeguard.autoconfigure.preload;

import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.transport.ClientTransports;
import dev.lifeguard.client.ClientResources;
import dev.lifeguard.diagnosis.PoolExaminer;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.transport.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DryRun}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DryRunTests {

	private static final ClientKind PLAIN = new ClientKind(Protocol.HTTP1, false, Mode.FIXED);

	static Stream<ClientKind> kinds() {
		return Stream.of(PLAIN, new ClientKind(Protocol.HTTP1, true, Mode.FIXED),
				new ClientKind(Protocol.H2, true, Mode.FIXED), new ClientKind(Protocol.H2C, false, Mode.ADAPTIVE));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void everyKindOfClientIsAnsweredAndRefused(ClientKind kind, CapturedOutput output) {
		try (DryRun run = dryRun(kind)) {
			assertThatNoException().isThrownBy(run::run);
		}
		await().untilAsserted(() -> assertThat(threads()).noneMatch((name) -> name.startsWith("lifeguard-preload")));
		assertThat(output).doesNotContain("preload");
	}

	@Test
	void runThatIsClosedFails() {
		DryRun run = dryRun(PLAIN);
		run.close();
		assertThatException().isThrownBy(run::run).withMessageContaining("is shut down");
	}

	private static DryRun dryRun(ClientKind kind) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		ClientTransports transports = new ClientTransports(new StandardEnvironment(),
				beans.getBeanProvider(HttpClientSettings.class), beans.getBeanProvider(SslBundles.class),
				beans.getBeanProvider(ReactorResourceFactory.class));
		return new DryRun(kind, transports,
				new ClientResources(System::nanoTime, new ManualTimer(System::nanoTime), PoolExaminer::new));
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
	}

}
