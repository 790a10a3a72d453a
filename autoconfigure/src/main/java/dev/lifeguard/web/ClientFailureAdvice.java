package dev.lifeguard.web;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Advice that answers a request whose controller did not handle a client's failure: 503
 * for an exhausted pool, 504 for a call that took too long. The same for MVC and WebFlux.
 * <p>
 * It comes after every handler of the application. The problem names the client and
 * carries nothing of the request or of the backend; it is written as a map, because
 * Spring adds the request's path to a {@code ProblemDetail}.
 *
 * @since 0.1.0
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class ClientFailureAdvice {

	/**
	 * Answer for an exhausted pool.
	 * @param failure the failure
	 * @return the response, with {@code Retry-After}
	 */
	@ExceptionHandler
	public ResponseEntity<Map<String, Object>> handle(PoolExhaustedException failure) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds(failure)))
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem(HttpStatus.SERVICE_UNAVAILABLE, failure.getClient(), detail(failure)));
	}

	private static String detail(PoolExhaustedException failure) {
		if (failure.getReason() == Reason.SHUT_DOWN) {
			return "Client '%s' is shut down".formatted(failure.getClient());
		}
		return "The connection pool of client '%s' is exhausted (%s)".formatted(failure.getClient(),
				failure.getReason());
	}

	/**
	 * Answer for a call that took too long.
	 * @param failure the failure
	 * @return the response
	 */
	@ExceptionHandler
	public ResponseEntity<Map<String, Object>> handle(CallTimeoutException failure) {
		return ResponseEntity.status(HttpStatus.GATEWAY_TIMEOUT)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem(HttpStatus.GATEWAY_TIMEOUT, failure.getClient(),
					"A call of client '%s' took too long (%s)".formatted(failure.getClient(), failure.getPhase())));
	}

	/**
	 * The wait was not enough this time: twice as long may be, and a second is the least
	 * that the header can say.
	 */
	private static long retryAfterSeconds(PoolExhaustedException failure) {
		return Math.max(1, failure.getWaited().multipliedBy(2).toSeconds());
	}

	private static Map<String, Object> problem(HttpStatus status, String client, String detail) {
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("type", "about:blank");
		problem.put("title", status.getReasonPhrase());
		problem.put("status", status.value());
		problem.put("detail", detail);
		problem.put("client", client);
		return problem;
	}

}
