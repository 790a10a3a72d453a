package dev.lifeguard.sample;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Turns the switches by HTTP.
 */
@RestController
@RequestMapping("/switches")
class SwitchesController {

	private final Switches switches;

	private final Workers workers;

	SwitchesController(Switches switches, Workers workers) {
		this.switches = switches;
		this.workers = workers;
	}

	@GetMapping
	Map<String, Boolean> show() {
		Map<String, Boolean> states = new TreeMap<>();
		this.switches.states().forEach((which, on) -> states.put(name(which), on));
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
		this.workers.forgetPeak();
		return show();
	}

	private static Switch named(String name) {
		return Stream.of(Switch.values())
			.filter((which) -> name(which).equals(name))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no switch of that name"));
	}

	private static String name(Switch which) {
		return which.name().toLowerCase(Locale.ROOT);
	}

}
