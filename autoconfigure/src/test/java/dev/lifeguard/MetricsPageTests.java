package dev.lifeguard;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.metrics.ClientMeterBinder;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.StuckBackend;
import dev.lifeguard.testsupport.TestShare;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page lists the meters that a running client has, with their types and tags.
 */
class MetricsPageTests {

	private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (\\w+) \\| ([^|]+) \\| .+ \\|");

	@Test
	void pageHasTheMetersOfARunningClient() {
		try (StuckBackend backend = new StuckBackend()) {
			backend.application()
				.withUserConfiguration(TestShare.OfAll.class)
				.withPropertyValues(
						Stream.of(TestShare.settings()).map("lifeguard.clients.orders."::concat).toArray(String[]::new))
				.withPropertyValues("lifeguard.clients.orders.pool.max-connections=1",
						"lifeguard.clients.orders.pool.max-pending=0", "lifeguard.clients.orders.limit.mode=adaptive")
				.run((context) -> {
					SimpleMeterRegistry meters = new SimpleMeterRegistry();
					ClientRegistry clients = context.getBean(ClientRegistry.class);
					new ClientMeterBinder(clients).bindTo(meters);
					evict(clients.client("orders"), meters);
					backend.exhaust(clients);
					assertThat(documented()).isEqualTo(registered(meters));
				});
		}
	}

	private static void evict(ManagedClient client, SimpleMeterRegistry meters) throws IOException {
		try (Backend answering = Backend.start()) {
			ClientHttpRequest request = new LeasedRequestFactory(client).createRequest(URI.create(answering.url()),
					HttpMethod.GET);
			request.getAttributes().put(Priority.ATTRIBUTE, Priority.LOW);
			request.execute().close();
			await().until(() -> client.closeIdle() > 0);
			await().until(() -> meters.find("lifeguard.connections.evicted").counter() != null);
		}
	}

	private static Set<String> registered(SimpleMeterRegistry meters) {
		return meters.getMeters()
			.stream()
			.map((meter) -> row(meter.getId()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String row(Meter.Id id) {
		String tags = id.getTags().stream().map(Tag::getKey).sorted().collect(Collectors.joining(" "));
		return "%s %s %s".formatted(id.getName(), id.getType().name().toLowerCase(Locale.ROOT), tags);
	}

	private static Set<String> documented() throws IOException {
		return Files.readAllLines(Path.of("../docs/metrics.md"))
			.stream()
			.map(ROW::matcher)
			.filter((row) -> row.matches())
			.map((row) -> "%s %s %s".formatted(row.group(1), row.group(2), tags(row.group(3))))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String tags(String cell) {
		return Set.of(cell.replace("`", "").split(", ")).stream().sorted().collect(Collectors.joining(" "));
	}

}
