package dev.lifeguard.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * Marks tests that take long to see what happens to many calls, and whose result is no
 * matter of the JDK. They are part of every build; CI, which builds on two JDKs, runs
 * them on one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("long-run")
public @interface LongRun {

}
