package dev.lifeguard.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import feign.Feign;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.eclipse.jetty.util.Jetty;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/**
 * Says with what was measured: the machine, and the versions of all that takes part.
 *
 * @since 0.1.0
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Describe the machine and the versions.
	 * @return a sentence
	 */
	public static String description() {
		return Stream
			.of(System.getProperty("os.name") + " " + System.getProperty("os.version"),
					Runtime.getRuntime().availableProcessors() + " processors", "Java " + Runtime.version(),
					"Spring Boot " + SpringBootVersion.getVersion(), "Spring Framework " + SpringVersion.getVersion(),
					"Reactor Netty " + version(HttpClient.class), "Apache HttpClient " + version(HttpClients.class),
					"Jetty " + Jetty.VERSION, "Feign " + version(Feign.class),
					"Resilience4j " + version(CircuitBreaker.class), program("nginx", "/usr/sbin/nginx", "-v"),
					program("wrk", "wrk", "-v"), program("Go", "go", "version"), program("Node", "node", "--version"),
					program("requests", "/usr/bin/python3", "-c", "import requests; print(requests.__version__)"))
			.collect(Collectors.joining("; ", "Measured on ", "."));
	}

	// not every jar's manifest has it, but every file's name
	private static String version(Class<?> type) {
		return type.getProtectionDomain()
			.getCodeSource()
			.getLocation()
			.getPath()
			.replaceAll("^.*-([\\d.]+)\\.jar$", "$1");
	}

	private static String program(String name, String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return name + " " + output.lines().findFirst().orElse("?").replaceAll("^\\D*([\\d.]+).*$", "$1");
		}
		catch (IOException ex) {
			return "no " + name;
		}
	}

}
