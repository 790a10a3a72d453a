package dev.lifeguard.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.Backend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have only some of the libraries, each in a JVM of its own whose class
 * path really lacks the others. What kind of application it is stays what it would be
 * without us.
 */
class ClasspathTests {

	private static final String REACTIVE_CLIENT = "spring-webflux|spring-boot-webclient|spring-boot-webflux|spring-boot-starter-webflux";

	private static final String BLOCKING_CLIENT = "spring-boot-restclient|spring-boot-starter-restclient|spring-boot-resttestclient";

	private static final String SERVLET = "spring-webmvc|spring-boot-webmvc|spring-boot-starter-webmvc|tomcat|spring-boot-servlet";

	private static final String REACTIVE_SERVER = "spring-boot-webflux|spring-boot-starter-webflux";

	private static final String ACTUATOR = "actuator|micrometer-core|micrometer-jakarta|spring-boot-micrometer|spring-boot-health";

	private final Backend backend = Backend.start();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	static Stream<Arguments> classpaths() {
		return Stream.of(Arguments.of("everything", "nothing", "SERVLET rest web"),
				Arguments.of("RestClient only, MVC", REACTIVE_CLIENT, "SERVLET rest"),
				Arguments.of("RestClient only, no web", REACTIVE_CLIENT + "|" + SERVLET, "NONE rest"),
				Arguments.of("WebClient and WebFlux only", BLOCKING_CLIENT + "|" + SERVLET, "REACTIVE rest web"),
				Arguments.of("both clients, no web", SERVLET + "|" + REACTIVE_SERVER, "NONE rest web"),
				Arguments.of("no Actuator, no Micrometer", ACTUATOR, "SERVLET rest web"), Arguments.of("the least",
						REACTIVE_CLIENT + "|" + BLOCKING_CLIENT + "|" + SERVLET + "|" + ACTUATOR, "NONE rest"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("classpaths")
	void clientsWorkWithWhatThereIs(String name, String without, String expected) throws Exception {
		assertThat(run(without)).contains("application: " + expected + System.lineSeparator());
	}

	private String run(String without) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command(without)).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return output;
	}

	private List<String> command(String without) {
		Pattern left = Pattern.compile("(" + without + ")[^/]*\\.jar$");
		String classpath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !left.matcher(entry).find())
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classpath,
				SmallApplication.class.getName(), "--lifeguard.clients.orders.base-url=" + this.backend.url(),
				"--server.port=0", "--server.address=127.0.0.1", "--spring.reactor.netty.shutdown-quiet-period=0s"));
		return command;
	}

}
