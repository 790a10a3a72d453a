package dev.lifeguard.sample.demo;

import java.time.Duration;

import org.springframework.stereotype.Component;

/**
 * Audience of the page: a page is open, was open a moment ago, or somebody has set the
 * load's rate.
 */
@Component
class Audience {

	static final int MOST_PAGES = 8;

	private static final long STAYS = Duration.ofMinutes(1).toNanos();

	private int pages;

	private long until = System.nanoTime();

	/**
	 * Let a page in.
	 * @return whether there was room
	 */
	synchronized boolean enter() {
		boolean room = this.pages < MOST_PAGES;
		if (room) {
			this.pages++;
		}
		return room;
	}

	synchronized void leave() {
		this.pages--;
		stay();
	}

	synchronized void stay() {
		this.until = System.nanoTime() + STAYS;
	}

	synchronized boolean isThere() {
		return this.pages > 0 || this.until - System.nanoTime() > 0;
	}

	synchronized int pages() {
		return this.pages;
	}

}
