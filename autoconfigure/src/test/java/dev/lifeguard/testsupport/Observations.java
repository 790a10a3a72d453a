package dev.lifeguard.testsupport;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * Records what an application observes.
 */
public final class Observations implements ObservationHandler<Observation.Context> {

	private final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

	private final List<String> events = new CopyOnWriteArrayList<>();

	@Override
	public void onEvent(Observation.Event event, Observation.Context context) {
		this.events.add(context.getName() + " " + event.getName() + " " + event.getContextualName());
	}

	@Override
	public void onStop(Observation.Context context) {
		this.ended.add(context);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	/**
	 * Return the events, each with the name of its observation first.
	 * @return the events so far
	 */
	public List<String> events() {
		return this.events;
	}

	/**
	 * Return the observations that have ended.
	 * @param name their name
	 * @return the low-cardinality tags of each
	 */
	public List<Map<String, String>> ended(String name) {
		return this.ended.stream()
			.filter((context) -> name.equals(context.getName()))
			.map((context) -> context.getLowCardinalityKeyValues()
				.stream()
				.collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue)))
			.toList();
	}

}
