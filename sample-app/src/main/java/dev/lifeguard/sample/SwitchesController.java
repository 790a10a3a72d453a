package dev.lifeguard.sample;

import java.util.Map;
import java.util.TreeMap;

import dev.lifeguard.sample.backend.Backends;
import dev.lifeguard.sample.backend.Switch;
import dev.lifeguard.sample.backend.Switches;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Controller that turns the switches by HTTP.
 */
@RestController
@RequestMapping("/switches")
class SwitchesController {

	private final Switches switches;

	private final Backends backends;

	SwitchesController(Switches switches, Backends backends) {
		this.switches = switches;
		this.backends = backends;
	}

	@GetMapping
	Map<String, Boolean> show() {
		Map<String, Boolean> states = new TreeMap<>();
		this.switches.states().forEach((which, on) -> states.put(which.path(), on));
		return states;
	}

	@PostMapping("/{name}")
	Map<String, Boolean> turn(@PathVariable String name, @RequestParam(defaultValue = "true") boolean on) {
		this.switches.turn(named(name), on);
		return show();
	}

	@PostMapping("/reset")
	Map<String, Boolean> reset() {
		this.switches.reset();
		this.backends.orders().forgetPeak();
		return show();
	}

	private static Switch named(String name) {
		return Switch.named(name)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no switch of that name"));
	}

}
