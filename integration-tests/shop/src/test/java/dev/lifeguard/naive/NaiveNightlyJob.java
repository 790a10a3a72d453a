package dev.lifeguard.naive;

import org.springframework.stereotype.Component;

/**
 * Orders again what is sold out.
 */
@Component("nightlyJob")
class NaiveNightlyJob implements Runnable {

	private final NaiveOrders orders;

	NaiveNightlyJob(NaiveOrders orders) {
		this.orders = orders;
	}

	@Override
	public void run() {
		this.orders.place("3 buoys");
	}

}
