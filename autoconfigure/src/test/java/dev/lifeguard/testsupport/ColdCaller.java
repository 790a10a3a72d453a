package dev.lifeguard.testsupport;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.registry.LifeguardClients;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * An application in a JVM of its own that counts the classes which its first call loads,
 * and its first refusal.
 */
public final class ColdCaller {

	private ColdCaller() {
	}

	/**
	 * Run the application.
	 * @param arguments the face, the backend's URL, and further properties
	 * @throws Exception if a call fails otherwise than it should
	 */
	public static void main(String[] arguments) throws Exception {
		Face face = Face.valueOf(arguments[0]);
		LifeguardClients clients = new SpringApplicationBuilder(Auto.class).web(WebApplicationType.NONE)
			.properties("lifeguard.clients.orders.pool.max-connections=1",
					"lifeguard.clients.orders.pool.acquire-timeout=100ms")
			.properties(arguments[2])
			.run()
			.getBean(LifeguardClients.class);
		Face.Caller caller = face.of(clients.restClient("orders"), clients.webClient("orders"));
		for (Thread thread : Thread.getAllStackTraces().keySet().toArray(Thread[]::new)) {
			if (thread.getName().equals("lifeguard-preload")) {
				thread.join();
			}
		}
		ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
		try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
			long before = classes.getTotalLoadedClassCount();
			caller.get(arguments[1]).get();
			long called = classes.getTotalLoadedClassCount();
			caller.get("http://127.0.0.1:" + silent.getLocalPort());
			while (clients.snapshot("orders").active() == 0) {
				Thread.onSpinWait();
			}
			long holding = classes.getTotalLoadedClassCount();
			refused(caller.get(arguments[1]));
			long refused = classes.getTotalLoadedClassCount();
			System.out.println("loaded " + (called - before) + " " + (refused - holding));
		}
		System.exit(0);
	}

	private static void refused(Future<String> call) throws InterruptedException {
		try {
			call.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause().getCause() instanceof PoolExhaustedException) {
				return;
			}
			throw new IllegalStateException(ex);
		}
		throw new IllegalStateException("not refused");
	}

	/**
	 * Everything auto-configured.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Auto {

	}

}
