package dev.lifeguard.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says whether a test fails during which the application leaked a response of one of
 * Lifeguard's clients: neither read it to its end nor closed it. The failure has the call
 * site.
 * <p>
 * With {@link BrokenBackend @BrokenBackend} tests do so unless {@code @FailOnLeak(false)}
 * is on the method or the class. A short response that arrives as a whole holds no
 * connection, so it cannot leak: see
 * {@link Breakable#bodySize(org.springframework.util.unit.DataSize)}.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface FailOnLeak {

	/**
	 * Whether such a test fails.
	 * @return whether it fails
	 */
	boolean value() default true;

}
