package dev.lifeguard.sample.demo;

import dev.lifeguard.sample.fleet.ConditionalOnFleet;
import dev.lifeguard.sample.fleet.Fleet;
import dev.lifeguard.sample.fleet.FleetState;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Does what the buttons of the page's fleet say.
 */
@RestController
@RequestMapping("/demo/fleet")
@ConditionalOnFleet
class FleetController {

	private static final String INSTANCE = "instance";

	private final Fleet fleet;

	FleetController(Fleet fleet) {
		this.fleet = fleet;
	}

	@PostMapping("/busy")
	@Nullable FleetState busy(@RequestParam(required = false) @Nullable String instance) {
		this.fleet.busy(number(instance));
		return this.fleet.state();
	}

	@PostMapping("/instances/{instance}")
	@Nullable FleetState run(@PathVariable String instance, @RequestParam(required = false) @Nullable String on) {
		this.fleet.run(number(instance), Input.flag("on", on));
		return this.fleet.state();
	}

	private static int number(@Nullable String instance) {
		return Input.number(INSTANCE, instance, 1, Fleet.INSTANCES);
	}

}
