package dev.lifeguard.test.backend;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The paths of a backend that have a behaviour of their own; the most specific one
 * counts.
 */
final class Routes {

	private final Route everything = new Route();

	private final Map<PathPattern, Route> routes = new ConcurrentSkipListMap<>();

	Route everything() {
		return this.everything;
	}

	/**
	 * Return the route of a path.
	 * @param pattern the path, as controllers write it
	 */
	Route at(String pattern) {
		return this.routes.computeIfAbsent(parse(pattern), (key) -> new Route());
	}

	/**
	 * Return the route that a request takes.
	 * @param path the request's path
	 */
	Route of(String path) {
		PathContainer elements = PathContainer.parsePath(path);
		return this.routes.entrySet()
			.stream()
			.filter((route) -> route.getKey().matches(elements))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(this.everything);
	}

	/**
	 * Return the patterns that no request has met.
	 */
	List<String> unmet() {
		return this.routes.entrySet()
			.stream()
			.filter((route) -> !route.getValue().isMet())
			.map((route) -> route.getKey().getPatternString())
			.toList();
	}

	void heal() {
		this.everything.heal();
		this.routes.values().forEach(Route::heal);
	}

	void forget() {
		this.everything.forget();
		this.routes.clear();
	}

	static PathPattern parse(String pattern) {
		return PathPatternParser.defaultInstance.parse(pattern);
	}

}
