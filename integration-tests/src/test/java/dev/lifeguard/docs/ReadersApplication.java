package dev.lifeguard.docs;

/**
 * Types of the application whose code the pages show.
 */
public final class ReadersApplication {

	/** Server that a test has started. */
	public static final Server SERVER = () -> "http://localhost";

	private ReadersApplication() {
	}

	/**
	 * Server of a test.
	 */
	public interface Server {

		/**
		 * Return its address.
		 * @return the address
		 */
		String url();

	}

	/**
	 * Client of a backend.
	 */
	public interface Orders {

		/**
		 * Find an order.
		 * @param id its number
		 * @return the order
		 */
		String find(String id);

	}

	/**
	 * Client of another backend.
	 */
	public interface Billing {

	}

	/**
	 * Order as a backend returns it.
	 *
	 * @param id its number
	 */
	public record Order(long id) {

	}

	/**
	 * Tenants that share the application.
	 */
	public interface Tenants {

		/**
		 * Return whose request this is.
		 * @return a tenant's name
		 */
		String current();

	}

	/**
	 * API of what runs the application.
	 */
	public interface Deployments {

		/**
		 * Return the most instances that there may be.
		 * @param name the application's name
		 * @return their number
		 */
		int replicas(String name);

	}

}
