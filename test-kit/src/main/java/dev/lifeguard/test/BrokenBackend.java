package dev.lifeguard.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.lifeguard.transport.Protocol;

/**
 * Gives the test's application context a {@link Backend} on loopback, and sends one of
 * Lifeguard's clients there: no property has to be written.
 * <p>
 * On a field of type {@link Backend} of a test class, which is then set; or on a test
 * class, which may have it {@code @Autowired}, with the client's name as
 * {@code @Qualifier} if there are several. It works with every test of Spring's that has
 * an application context. The backend belongs to the context: tests that share a context
 * share it, take turns, and each finds it as new.
 * <p>
 * Calls go to the backend whatever the client's base URL, protocol, proxy and
 * {@code lifeguard.override-base-url} say; the path of the base URL stays.
 * {@code ${broken-backend.orders.url}} and {@code ${broken-backend.orders.port}} say
 * where the backend of the client {@code orders} is.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.FIELD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(BrokenBackends.class)
public @interface BrokenBackend {

	/**
	 * Name of the client that is sent to the backend. If the application configures no
	 * client at all, there is one of this name.
	 * @return the client's name
	 */
	String value();

	/**
	 * Factor that makes the client's waits shorter: {@code pool.acquire-timeout},
	 * {@code timeout.connect}, {@code timeout.response}, {@code timeout.call},
	 * {@code leak.threshold} and the backoff between retries. With 0.1, the default, 10
	 * seconds become one. No wait becomes shorter than 500 ms that was not before (2 s
	 * for the whole call, 100 ms for a permit; backoffs have no such limit). What the
	 * test itself writes is taken as it is: {@code properties} of
	 * {@code @SpringBootTest}, {@code @TestPropertySource},
	 * {@code @DynamicPropertySource}.
	 * @return the factor, greater than 0; 1 leaves the waits as they are
	 */
	double timeScale() default 0.1;

	/**
	 * Whether the backend speaks TLS, with a certificate that the client trusts.
	 * @return whether it speaks TLS; it always does with {@link Protocol#H2}
	 */
	boolean tls() default false;

	/**
	 * Protocol that the client and the backend speak, whatever the client is configured
	 * with.
	 * @return the protocol
	 */
	Protocol protocol() default Protocol.HTTP1;

}
