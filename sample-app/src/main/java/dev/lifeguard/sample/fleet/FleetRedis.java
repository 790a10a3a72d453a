package dev.lifeguard.sample.fleet;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Redis of the instances: the one of {@code spring.data.redis.*}, or a process that is
 * there as long as the application is.
 */
final class FleetRedis implements AutoCloseable {

	private static final String PREFIX = "spring.data.redis";

	private static final String PROGRAM = "sample.fleet.redis-server";

	private final Map<String, String> properties;

	private final @Nullable RedisServer own;

	private FleetRedis(Map<String, String> properties, @Nullable RedisServer own) {
		this.properties = properties;
		this.own = own;
	}

	/**
	 * Take what is written, or start a process.
	 * @param environment where it may be written
	 * @throws NoRedisException if it is not, and there is no program to start
	 */
	static FleetRedis open(Environment environment) {
		Map<String, String> written = Binder.get(environment)
			.bind(PREFIX, Bindable.mapOf(String.class, String.class))
			.orElse(Map.of());
		return written.isEmpty() ? start(environment.getProperty(PROGRAM)) : new FleetRedis(written, null);
	}

	private static FleetRedis start(@Nullable String program) {
		RedisServer server = RedisServer.start(RedisProgram.find(program));
		return new FleetRedis(Map.of("host", "127.0.0.1", "port", String.valueOf(server.port()), "timeout", "1s"),
				server);
	}

	/**
	 * Return what an instance is told of it.
	 * @return arguments of the command line
	 */
	String[] arguments() {
		return this.properties.entrySet()
			.stream()
			.map((entry) -> "--%s.%s=%s".formatted(PREFIX, entry.getKey(), entry.getValue()))
			.toArray(String[]::new);
	}

	@Override
	public void close() {
		if (this.own != null) {
			this.own.close();
		}
	}

}
