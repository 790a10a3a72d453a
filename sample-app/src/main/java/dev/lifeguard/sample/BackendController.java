package dev.lifeguard.sample;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the backend's side of the story.
 */
@RestController
class BackendController {

	private final Workers workers;

	BackendController(Workers workers) {
		this.workers = workers;
	}

	@GetMapping("/backend")
	BackendLoad load() {
		return this.workers.load();
	}

}
