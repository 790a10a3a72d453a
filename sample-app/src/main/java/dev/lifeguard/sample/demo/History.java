package dev.lifeguard.sample.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;

/**
 * Points of the last 10 minutes, and the pages that follow them. A page that does not
 * keep up is dropped, and may come again.
 */
@Component
class History implements AutoCloseable {

	static final int MOST_POINTS = 10 * 60 * 2;

	/** How many events wait for a slow page. */
	static final int MOST_BEHIND = 20;

	private final Deque<Point> points = new ArrayDeque<>();

	private final Set<FluxSink<ServerSentEvent<Object>>> pages = new CopyOnWriteArraySet<>();

	/**
	 * Return what a page gets: all that there is, and then each point.
	 */
	Flux<ServerSentEvent<Object>> follow() {
		return Flux.create(this::open, FluxSink.OverflowStrategy.IGNORE)
			.onBackpressureBuffer(MOST_BEHIND)
			.onErrorComplete();
	}

	private synchronized void open(FluxSink<ServerSentEvent<Object>> page) {
		page.next(event("history", new Points(List.copyOf(this.points))));
		page.onDispose(() -> this.pages.remove(page));
		this.pages.add(page);
	}

	synchronized void add(Point point) {
		if (this.points.size() == MOST_POINTS) {
			this.points.remove();
		}
		this.points.add(point);
		ServerSentEvent<Object> tick = event("tick", point);
		this.pages.forEach((page) -> page.next(tick));
	}

	private static ServerSentEvent<Object> event(String name, Object data) {
		return ServerSentEvent.builder(data).event(name).build();
	}

	/**
	 * Let all pages go.
	 */
	@Override
	public void close() {
		this.pages.forEach(FluxSink::complete);
	}

}
