package dev.lifeguard.fleet.chaos;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.limit.Shares;
import dev.lifeguard.registry.LifeguardClients;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Application in a JVM of its own that calls a backend: as often as it likes, up to what
 * its arguments say. It writes a line a second, and ends when its input does.
 */
public final class ChildApplication {

	private final AtomicInteger good = new AtomicInteger();

	private final AtomicInteger bad = new AtomicInteger();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final Random random = new Random();

	private final LifeguardClients clients;

	private final WebClient client;

	private final int most;

	private volatile int load = 1;

	private ChildApplication(LifeguardClients clients, int most) {
		this.clients = clients;
		this.client = clients.webClient("orders");
		this.most = most;
	}

	/**
	 * Start the application.
	 * @param arguments properties, as {@code --key=value}
	 */
	public static void main(String[] arguments) throws IOException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Auto.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.main.log-startup-info=false",
					"spring.reactor.netty.shutdown-quiet-period=0s")
			.run(arguments);
		ChildApplication application = new ChildApplication(context.getBean(LifeguardClients.class),
				context.getEnvironment().getProperty("load", Integer.class, 10));
		ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
		thread.scheduleAtFixedRate(application::call, 0, 10, TimeUnit.MILLISECONDS);
		thread.scheduleAtFixedRate(application::report, 1, 1, TimeUnit.SECONDS);
		while (System.in.read() >= 0) {
			// go on
		}
		thread.shutdownNow();
		context.close();
	}

	/**
	 * Keep as many calls in flight as there are to be.
	 */
	private void call() {
		while (this.inFlight.get() < this.load) {
			this.inFlight.incrementAndGet();
			this.client.get()
				.uri("/")
				.retrieve()
				.bodyToMono(String.class)
				.doFinally((end) -> this.inFlight.decrementAndGet())
				.subscribe((body) -> this.good.incrementAndGet(), (failure) -> this.bad.incrementAndGet());
		}
	}

	private void report() {
		System.out.printf("good=%s bad=%s load=%s %s%n", this.good.get(), this.bad.get(), this.load,
				this.clients.snapshot("orders").line());
		if (this.random.nextInt(3) == 0) {
			this.load = 1 + this.random.nextInt(this.most);
		}
	}

	/**
	 * Everything auto-configured.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Auto {

		@Bean
		@ConditionalOnBooleanProperty("naive")
		Shares naiveShares(StringRedisTemplate redis) {
			return new NaiveShares(redis);
		}

	}

}
