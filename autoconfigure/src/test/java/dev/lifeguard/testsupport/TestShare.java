package dev.lifeguard.testsupport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A share in a fleet's budget of 300 that is what the test says.
 */
public final class TestShare implements Share {

	private static final String[] SETTINGS = { "fleet.mode=lease", "fleet.max-connections=300", "fleet.replicas=40",
			"fleet.group=orders" };

	private volatile FleetSnapshot view;

	/**
	 * Create a share.
	 * @param lease how many connections it is
	 */
	public TestShare(int lease) {
		this.view = new FleetSnapshot("orders", State.LEASED, lease, 9, 1, 300, 40, 290, 410);
	}

	/**
	 * Change the share.
	 * @param lease how many connections it is from now on
	 */
	public void set(int lease) {
		set(this.view.state(), lease);
	}

	/**
	 * Change the share.
	 * @param state where it is from
	 * @param lease how many connections it is from now on
	 */
	public void set(State state, int lease) {
		this.view = new FleetSnapshot("orders", state, lease, 9, 1, 300, 40, 290, 410);
	}

	@Override
	public int getAsInt() {
		return this.view.lease();
	}

	@Override
	public FleetSnapshot view() {
		return this.view;
	}

	/**
	 * Settings of a client whose share is the test's, and others.
	 * @param more the others, as {@code key=value}
	 * @return all of them
	 */
	public static String[] settings(String... more) {
		return Stream.of(SETTINGS, more).flatMap(Stream::of).toArray(String[]::new);
	}

	/**
	 * Clients of an application whose shares are the test's: their floors at first.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class OfAll {

		private final Map<String, TestShare> shares = new ConcurrentHashMap<>();

		private final Map<String, FleetSettings> joined = new ConcurrentHashMap<>();

		/**
		 * Return the share of a client.
		 * @param client the client's name
		 * @return the share
		 */
		public TestShare of(String client) {
			return this.shares.get(client);
		}

		/**
		 * Return the fleet that a client has joined.
		 * @param client the client's name
		 * @return what it said of the fleet
		 */
		public FleetSettings joined(String client) {
			return this.joined.get(client);
		}

		@Bean
		Shares testShares() {
			return (client, settings) -> {
				this.joined.put(client, settings);
				return this.shares.computeIfAbsent(client, (name) -> new TestShare(settings.floor()));
			};
		}

	}

}
