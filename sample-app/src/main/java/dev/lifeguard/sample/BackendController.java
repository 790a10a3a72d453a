package dev.lifeguard.sample;

import dev.lifeguard.sample.backend.BackendLoad;
import dev.lifeguard.sample.backend.Backends;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller that shows the backend's side of the story.
 */
@RestController
class BackendController {

	private final Backends backends;

	BackendController(Backends backends) {
		this.backends = backends;
	}

	@GetMapping("/backend")
	BackendLoad load() {
		return this.backends.orders().load();
	}

}
