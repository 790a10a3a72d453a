package dev.lifeguard.sample.demo;

import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what the controls cannot be set to with the sentence that says why.
 */
@RestControllerAdvice(assignableTypes = { DemoController.class, FleetController.class })
class Problems {

	@ExceptionHandler
	ResponseEntity<ProblemDetail> wrong(ErrorResponseException problem) {
		return ResponseEntity.status(problem.getStatusCode()).body(problem.getBody());
	}

}
