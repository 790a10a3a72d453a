package dev.lifeguard.neighbours;

import java.time.Duration;
import java.util.Map;

/**
 * The way in which a language model answers.
 */
enum Mood {

	/** Its first byte is late. */
	LATE(Duration.ofSeconds(15), Duration.ZERO, Map.of()),

	/** It stops for a while in the middle. */
	SILENT(Duration.ZERO, Duration.ofSeconds(12), Map.of()),

	/** It first refuses, and says when to come back in seconds. */
	BUSY(Duration.ZERO, Duration.ZERO, Map.of("Retry-After", "1")),

	/** It first refuses, and says when to come back in milliseconds as well. */
	BRISK(Duration.ZERO, Duration.ZERO, Map.of("Retry-After", "20", "retry-after-ms", "300"));

	private final Duration untilFirstByte;

	private final Duration pause;

	private final Map<String, String> refusal;

	Mood(Duration untilFirstByte, Duration pause, Map<String, String> refusal) {
		this.untilFirstByte = untilFirstByte;
		this.pause = pause;
		this.refusal = refusal;
	}

	Duration untilFirstByte() {
		return this.untilFirstByte;
	}

	Duration pause() {
		return this.pause;
	}

	/**
	 * Return the headers of the status 429 that the first request gets.
	 * @return the headers, empty if it is not refused
	 */
	Map<String, String> refusal() {
		return this.refusal;
	}

	boolean refuses() {
		return !this.refusal.isEmpty();
	}

}
