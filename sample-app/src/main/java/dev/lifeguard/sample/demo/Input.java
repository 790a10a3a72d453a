package dev.lifeguard.sample.demo;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Input of the controls, which is read or refused with a sentence that names the valid
 * values.
 */
final class Input {

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

	private Input() {
	}

	static int number(String name, @Nullable String value, int least, int most) {
		if (value != null && NUMBER.matcher(value).matches()) {
			int number = Integer.parseInt(value);
			if (least <= number && number <= most) {
				return number;
			}
		}
		throw problem(HttpStatus.BAD_REQUEST,
				"'%s' must be a whole number from %d to %d.".formatted(name, least, most));
	}

	static boolean flag(String name, @Nullable String value) {
		if ("true".equals(value) || "false".equals(value)) {
			return "true".equals(value);
		}
		throw problem(HttpStatus.BAD_REQUEST, "'%s' must be true or false.".formatted(name));
	}

	static ErrorResponseException problem(HttpStatus status, String sentence) {
		ErrorResponseException problem = new ErrorResponseException(status);
		problem.setDetail(sentence);
		return problem;
	}

}
