package dev.lifeguard.sample.demo;

import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.sample.backend.Backends;
import dev.lifeguard.sample.backend.Switch;
import dev.lifeguard.sample.backend.Switches;
import dev.lifeguard.sample.load.LoadGenerator;
import dev.lifeguard.sample.load.PlainSide;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller behind the page's buttons.
 */
@RestController
@RequestMapping("/demo")
class DemoController {

	static final int MOST_CONNECTIONS = 2000;

	private static final String DROP = "drop";

	private final Show show;

	private final Audience audience;

	private final Switches switches;

	private final Backends backends;

	private final PlainSide plain;

	private final OrdersClient orders;

	DemoController(Show show, Audience audience, Switches switches, Backends backends, PlainSide plain,
			OrdersClient orders) {
		this.show = show;
		this.audience = audience;
		this.switches = switches;
		this.backends = backends;
		this.plain = plain;
		this.orders = orders;
	}

	@GetMapping("/state")
	State state() {
		return new State(this.show.rate(), this.audience.isThere(), LoadGenerator.PATIENCE.toMillis(), this.plain.max(),
				this.orders.max(), this.orders.configuredMax(), this.show.hasBatch(), this.orders.isLearning(),
				troubles());
	}

	private List<State.Trouble> troubles() {
		Stream<State.Trouble> lasting = Stream.of(Switch.values())
			.map((which) -> new State.Trouble(which.path(), this.switches.isOn(which)));
		return Stream.concat(lasting, Stream.of(new State.Trouble(DROP, false))).toList();
	}

	@PostMapping("/troubles/{name}")
	State trouble(@PathVariable String name, @RequestParam(required = false) @Nullable String on) {
		boolean value = Input.flag("on", on);
		if (name.equals(DROP)) {
			drop(value);
		}
		else {
			this.switches.turn(named(name), value);
		}
		return state();
	}

	private void drop(boolean on) {
		if (on) {
			this.backends.orders().dropIdle();
			this.backends.plain().dropIdle();
		}
	}

	private static Switch named(String name) {
		return Switch.named(name)
			.orElseThrow(() -> Input.problem(HttpStatus.NOT_FOUND, "There is no trouble of that name."));
	}

	@PostMapping("/rate")
	State rate(@RequestParam(required = false) @Nullable String perSecond) {
		this.show.rate(Input.number("perSecond", perSecond, 0, Show.MOST_RATE));
		this.audience.stay();
		return state();
	}

	@PostMapping("/plain/max")
	State plainMax(@RequestParam(required = false) @Nullable String connections) {
		this.plain.restart(Input.number("connections", connections, 1, MOST_CONNECTIONS));
		return state();
	}

	@PostMapping("/plain/restart")
	State restartPlain() {
		this.plain.restart(this.plain.max());
		return state();
	}

	@PostMapping("/batch")
	State batch(@RequestParam(required = false) @Nullable String on) {
		this.show.batch(Input.flag("on", on));
		return state();
	}

	@PostMapping("/learn")
	State learn(@RequestParam(required = false) @Nullable String on) {
		this.orders.learn(Input.flag("on", on));
		return state();
	}

	@PostMapping("/reset")
	State reset() {
		this.switches.reset();
		this.show.reset();
		this.orders.learn(false);
		this.orders.resetMax();
		this.plain.restart(PlainSide.DEFAULT_MAX);
		return state();
	}

}
