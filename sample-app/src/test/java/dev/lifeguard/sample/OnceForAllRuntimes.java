package dev.lifeguard.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Marks tests of what a browser shows: they take a minute, and the page is the same
 * whatever serves it. To be written at each class, because it is not inherited.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "The page does not depend on the JDK, and takes a minute.")
@interface OnceForAllRuntimes {

}
