package dev.lifeguard.neighbours;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Spring Cloud LoadBalancer chooses the instance that a call goes to.
 */
class LoadBalancerTests {

	private final Instance first = Instance.named("first");

	private final Instance second = Instance.named("second");

	@AfterEach
	void stopInstances() {
		this.first.close();
		this.second.close();
	}

	static Stream<Arguments> attachments() {
		return Stream.of(Attachment.values())
			.flatMap((attachment) -> Stream.of(Face.values()).map((face) -> Arguments.of(attachment, face)));
	}

	private App app(Attachment attachment, String... settings) {
		return App.start(WebApplicationType.NONE, new Class<?>[] { attachment.source() },
				Stream.concat(Stream.of(settings), Stream.of(attachment.setting(),
						"spring.cloud.discovery.client.simple.instances.orders-service[0].uri=" + this.first.url(),
						"spring.cloud.discovery.client.simple.instances.orders-service[1].uri=" + this.second.url()))
					.toArray(String[]::new));
	}

	@ParameterizedTest
	@MethodSource("attachments")
	void callsReachAllInstancesAndGoOnWithoutTheDeadOne(Attachment attachment, Face face) {
		try (App app = app(attachment)) {
			assertThat(calls(4, attachment, app, face)).contains("first", "second");
			assertThat(app.client(attachment.client()).snapshot().remotes()).containsOnlyKeys(this.first.remote(),
					this.second.remote());
			this.first.close();
			assertThat(calls(4, attachment, app, face)).containsOnly("second");
			assertThat(app.client(attachment.client()).counters().get("retries.RETRIED")).isPositive();
		}
	}

	@ParameterizedTest
	@EnumSource
	void plainClientMeetsTheDeadInstance(Face face) {
		try (App app = app(Attachment.MARKED_BUILDERS, "lifeguard.enabled=false")) {
			this.first.close();
			assertThatException().isThrownBy(() -> calls(2, Attachment.MARKED_BUILDERS, app, face));
		}
	}

	@ParameterizedTest
	@EnumSource
	void groupWhoseClientHasABaseUrlIsLeftAlone(Face face) {
		try (App app = app(Attachment.SERVICE_GROUP,
				Attachment.SERVICE_GROUP.clientSetting("base-url=" + this.first.url()))) {
			assertThat(calls(4, Attachment.SERVICE_GROUP, app, face)).containsOnly("first");
		}
	}

	private static List<String> calls(int count, Attachment attachment, App app, Face face) {
		return IntStream.range(0, count).mapToObj((number) -> attachment.get(app, face)).toList();
	}

}
