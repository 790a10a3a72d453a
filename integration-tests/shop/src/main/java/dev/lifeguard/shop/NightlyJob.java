package dev.lifeguard.shop;

import org.springframework.stereotype.Component;

/**
 * Orders again what is sold out.
 */
@Component
class NightlyJob implements Runnable {

	private final Orders orders;

	NightlyJob(Orders orders) {
		this.orders = orders;
	}

	@Override
	public void run() {
		this.orders.place("3 buoys");
	}

}
