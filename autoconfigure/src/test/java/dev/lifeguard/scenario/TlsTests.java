package dev.lifeguard.scenario;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.OpenLoop;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.ProxyDialect;
import dev.lifeguard.testsupport.TestProxy;
import dev.lifeguard.testsupport.TlsBackend;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Clients that prove who they are with an SSL bundle, which is replaced while they are
 * used.
 */
@Alone
@ExtendWith(OutputCaptureExtension.class)
class TlsTests {

	private static final Authority AUTHORITY = new Authority("authority");

	@TempDir
	private Path directory;

	private PemFiles files() {
		return new PemFiles(this.directory, AUTHORITY.issue("before"), AUTHORITY);
	}

	private static TlsBackend backend() {
		return TlsBackend.start(AUTHORITY.issue("backend", "localhost"), AUTHORITY);
	}

	private static App app(PemFiles files, String... settings) {
		String[] all = Stream.concat(Stream.of("ssl.bundle=backend"), Arrays.stream(settings)).toArray(String[]::new);
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Providers.class }, files.properties(all));
	}

	@ParameterizedTest
	@EnumSource
	void rotationUnderLoadFailsNoCall(Face face) throws Exception {
		PemFiles files = files();
		try (TlsBackend backend = backend();
				App app = app(files, "pool.max-connections=5", "pool.max-pending=400", "pool.acquire-timeout=5s")) {
			get(app, face, backend);
			List<Long> rotated = new CopyOnWriteArrayList<>();
			List<Answer> answers = load(app, face, backend, () -> {
				files.own(AUTHORITY.issue("after"));
				rotated.add(System.nanoTime());
			});
			assertThat(answers).hasSize(400);
			assertThat(count(answers, "CN=before")).isGreaterThan(100);
			assertThat(count(answers, "CN=after")).isGreaterThan(100);
			long aSecondLater = rotated.get(0) + TimeUnit.SECONDS.toNanos(1);
			assertThat(answers).filteredOn((answer) -> answer.startNanos() > aSecondLater)
				.hasSizeGreaterThan(50)
				.allMatch((answer) -> answer.name().equals("CN=after"));
			assertThat(backend.openOf("before")).isZero();
			assertThat(pools(app)).isOne();
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientKeepsTheOldCertificate(Face face) throws Exception {
		PemFiles files = files();
		try (TlsBackend backend = backend();
				App plain = App.plain(files.properties("spring.http.clients.ssl.bundle=backend"))) {
			List<Answer> answers = load(plain, face, backend, () -> files.own(AUTHORITY.issue("after")));
			assertThat(count(answers, "CN=after")).isZero();
		}
	}

	private static List<Answer> load(App app, Face face, TlsBackend backend, Runnable rotation) throws Exception {
		ScheduledExecutorService events = Executors.newSingleThreadScheduledExecutor();
		try {
			events.schedule(rotation, 1800, TimeUnit.MILLISECONDS);
			Map<Long, Future<String>> calls = new ConcurrentSkipListMap<>();
			Face.Caller caller = app.caller(face);
			new OpenLoop(100, Duration.ofSeconds(4), Duration.ofSeconds(1))
				.run((call) -> calls.put(call.startNanos(), caller.get(backend.url() + "/")));
			// the load ends as its last call begins
			await().until(() -> calls.size() == 400);
			List<Answer> answers = new ArrayList<>();
			for (Map.Entry<Long, Future<String>> call : calls.entrySet()) {
				answers.add(new Answer(call.getKey(), call.getValue().get(5, TimeUnit.SECONDS)));
			}
			return answers;
		}
		finally {
			events.shutdownNow();
		}
	}

	private static long count(List<Answer> answers, String name) {
		return answers.stream().filter((answer) -> answer.name().equals(name)).count();
	}

	@ParameterizedTest
	@EnumSource
	void callsInFlightEndOnTheirConnectionsAndTheBoundStays(Face face) throws Exception {
		PemFiles files = files();
		try (TlsBackend backend = backend();
				App app = app(files, "pool.max-connections=3", "pool.acquire-timeout=20s")) {
			List<Future<String>> before = calls(app, face, backend.url() + "/held", 3);
			await().until(() -> backend.inFlight() == 3);
			List<Future<String>> after = calls(app, face, backend.url() + "/", 3);
			await().until(() -> app.snapshot().pending() == 3);
			replace(app, files, "after");
			assertThat(app.snapshot().active()).isEqualTo(3);
			assertThat(app.snapshot().pending()).isEqualTo(3);
			assertThat(backend.openOf("before")).isEqualTo(3);
			backend.open();
			assertThat(answers(before)).containsOnly("CN=before");
			assertThat(answers(after)).containsOnly("CN=after");
			await().until(() -> backend.openOf("before") == 0);
			assertThat(backend.mostInFlight()).isEqualTo(3);
			assertThat(pools(app)).isOne();
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void idleConnectionsOfTheOldCertificateAreClosed(Face face) throws Exception {
		PemFiles files = files();
		try (TlsBackend backend = backend(); App app = app(files)) {
			assertThat(get(app, face, backend)).isEqualTo("CN=before");
			assertThat(get(app, face, backend)).isEqualTo("CN=before");
			assertThat(backend.connections()).isOne();
			replace(app, files, "after");
			await().atMost(Duration.ofSeconds(1)).until(() -> backend.openOf("before") == 0);
			assertThat(get(app, face, backend)).isEqualTo("CN=after");
			assertThat(get(app, face, backend)).isEqualTo("CN=after");
			assertThat(backend.connections()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void rotationReachesConnectionsThroughAProxy(Face face) throws Exception {
		PemFiles files = files();
		try (TlsBackend backend = backend();
				TestProxy proxy = TestProxy.start(ProxyDialect.HTTP);
				App app = app(files, "proxy.type=http", "proxy.host=127.0.0.1", "proxy.port=" + proxy.port(),
						"proxy.username=" + ProxyDialect.USER, "proxy.password=" + ProxyDialect.PASSWORD)) {
			assertThat(get(app, face, backend)).isEqualTo("CN=before");
			replace(app, files, "after");
			assertThat(get(app, face, backend)).isEqualTo("CN=after");
			assertThat(get(app, face, backend)).isEqualTo("CN=after");
			assertThat(proxy.letThrough()).isEqualTo(2);
			assertThat(pools(app)).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource
	void trustChangesToo(Face face) throws Exception {
		PemFiles files = files();
		Authority other = new Authority("other");
		try (TlsBackend backend = TlsBackend.start(other.issue("backend", "localhost"), AUTHORITY);
				App app = app(files)) {
			assertThat(failure(app, face, backend)).hasStackTraceContaining("PKIX path building failed");
			files.trusted(other);
			await().ignoreExceptions().until(() -> get(app, face, backend).equals("CN=before"));
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void hostNamesAreVerifiedBeforeAndAfter(Face face) throws Exception {
		PemFiles files = files();
		try (TlsBackend backend = TlsBackend.start(AUTHORITY.issue("backend", "other.test"), AUTHORITY);
				App app = app(files)) {
			assertThat(failure(app, face, backend)).hasStackTraceContaining("name matching localhost found");
			replace(app, files, "after");
			assertThat(failure(app, face, backend)).hasStackTraceContaining("name matching localhost found");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void bundleThatCannotBeUsedChangesNothing(Face face, CapturedOutput output) throws Exception {
		PemFiles files = files();
		try (TlsBackend backend = backend(); App app = app(files)) {
			assertThat(get(app, face, backend)).isEqualTo("CN=before");
			files.damage();
			await().until(() -> output.toString().contains("the reloaded SSL bundle 'backend' cannot be used"));
			assertThat(get(app, face, backend)).isEqualTo("CN=before");
			files.trusted(AUTHORITY);
			replace(app, files, "after");
			assertThat(get(app, face, backend)).isEqualTo("CN=after");
			assertThat(output).contains("client 'orders': the SSL bundle 'backend' was reloaded");
		}
	}

	/**
	 * Replace the client's certificate, and wait until new connections use it.
	 */
	private static void replace(App app, PemFiles files, String name) {
		CountDownLatch reloaded = new CountDownLatch(1);
		X509Bundle own = AUTHORITY.issue(name);
		app.bean(SslBundles.class).addBundleUpdateHandler("backend", (bundle) -> {
			if (own.getCertificate().equals(certificate(bundle))) {
				reloaded.countDown();
			}
		});
		files.own(own);
		await().until(() -> reloaded.getCount() == 0);
	}

	private static Certificate certificate(SslBundle bundle) {
		try {
			KeyStore keys = bundle.getStores().getKeyStore();
			return keys.getCertificate(keys.aliases().nextElement());
		}
		catch (KeyStoreException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Future<String>> calls(App app, Face face, String url, int count) {
		return IntStream.range(0, count).mapToObj((index) -> app.caller(face).get(url)).toList();
	}

	private static List<String> answers(List<Future<String>> calls) throws Exception {
		List<String> answers = new ArrayList<>();
		for (Future<String> call : calls) {
			answers.add(call.get(5, TimeUnit.SECONDS));
		}
		return answers;
	}

	@ParameterizedTest
	@EnumSource
	void callsUseTheConnectionsThatWereOpenedAtStart(Face face) throws Exception {
		try (TlsBackend backend = backend();
				App app = app(files(), "base-url=" + backend.url(), "pool.max-connections=5", "pool.warm-up=2")) {
			await().until(() -> app.snapshot().idle() == 2);
			for (Future<String> call : calls(app, face, backend.url() + "/", 2)) {
				assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("CN=before");
			}
			await().until(() -> app.snapshot().idle() == 2);
			assertThat(pools(app)).isOne();
			app.assertNothingHeld();
		}
	}

	private static String get(App app, Face face, TlsBackend backend) throws Exception {
		String answer = app.caller(face).get(backend.url() + "/").get(5, TimeUnit.SECONDS);
		app.assertNothingHeld();
		return answer;
	}

	private static Throwable failure(App app, Face face, TlsBackend backend) {
		return assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(app, face, backend)).actual();
	}

	/**
	 * Return how many pools Reactor Netty has made for the client. The library does not
	 * tell.
	 */
	private static int pools(App app) {
		return app.bean(Providers.class).made.stream()
			.map((provider) -> (Map<?, ?>) ReflectionTestUtils.getField(provider, "channelPools"))
			.filter(Objects::nonNull)
			.mapToInt(Map::size)
			.sum();
	}

	private record Answer(long startNanos, String name) {

	}

	/**
	 * Sees the connection provider of the client.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Providers {

		private final List<ConnectionProvider> made = new CopyOnWriteArrayList<>();

		@Bean
		HttpClientCustomizer providersCustomizer() {
			return this::note;
		}

		private HttpClient note(String client, HttpClient http) {
			this.made.add(http.configuration().connectionProvider());
			return http;
		}

	}

}
