package dev.lifeguard.sample;

/**
 * A thing that goes wrong in real life.
 */
enum Switch {

	/** The backend takes ten times as long. */
	SLOW,

	/** The backend answers everything with 503. */
	FAIL,

	/** The backend sends the head of a response and a part of its body, then nothing. */
	STALL,

	/** The application forgets to read or close responses. */
	LEAK

}
