package dev.lifeguard.sample.fleet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Marks tests that start Redis. Where it is not installed they are skipped, and say so.
 * To be written at each class, because it is not inherited.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@EnabledIf(value = "dev.lifeguard.sample.fleet.RedisProgram#isInstalled",
		disabledReason = "There is no redis-server: apt-get install redis-server")
public @interface NeedsRedisServer {

}
