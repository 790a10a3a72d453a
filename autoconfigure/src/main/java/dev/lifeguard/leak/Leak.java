package dev.lifeguard.leak;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Response that the application neither reads nor closes.
 *
 * @param remote where the call went, {@code host:port}
 * @param request the request's method and URI template
 * @param proof what shows the leak
 * @param held how long its permit has been held
 * @param site where the call was made, if the stack was captured
 * @since 0.1.0
 */
public record Leak(String remote, String request, LeakProof proof, Duration held, @Nullable CallSite site) {

	/**
	 * Return what leaks from the same place have in common.
	 */
	String origin() {
		StackTraceElement frame = (this.site != null) ? this.site.innermost() : null;
		return (frame != null) ? frame.toString() : this.request;
	}

}
