package dev.lifeguard.sample.demo;

import reactor.core.publisher.Flux;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Controller that sends the numbers to the open pages.
 */
@RestController
@RegisterReflectionForBinding(Points.class)
class StreamController {

	private final History history;

	private final Audience audience;

	StreamController(History history, Audience audience) {
		this.history = history;
		this.audience = audience;
	}

	@GetMapping(path = "/demo/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> stream() {
		if (!this.audience.enter()) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too many pages are open.");
		}
		return this.history.follow().doFinally((end) -> this.audience.leave());
	}

}
