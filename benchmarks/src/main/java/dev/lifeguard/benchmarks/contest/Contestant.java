package dev.lifeguard.benchmarks.contest;

/**
 * A client with its settings.
 *
 * @param client the client's short name
 * @param title what the client is called where its settings are not mentioned
 * @param variant how it is set: {@code defaults}, {@code tuned}, or as only ours can be
 * @param language what its load program is written in
 * @since 0.1.0
 */
public record Contestant(String client, String title, String variant, Language language) {

	/**
	 * Return the name that its load program knows.
	 * @return the name
	 */
	public String name() {
		return this.client + "-" + this.variant;
	}

	/**
	 * Return what tables and charts call it.
	 * @return a short text
	 */
	public String label() {
		return this.title + ", " + this.variant;
	}

	/**
	 * Return whether it is one of ours.
	 * @return whether it is
	 */
	public boolean isOurs() {
		return this.client.startsWith("lifeguard-");
	}

	/**
	 * Return whether its calls hold a thread of the JVM's each.
	 * @return whether virtual threads can be told from platform threads
	 */
	public boolean isBlockingJava() {
		return this.language == Language.JAVA && !this.client.endsWith("webclient");
	}

}
