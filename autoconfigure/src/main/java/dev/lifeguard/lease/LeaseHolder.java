package dev.lifeguard.lease;

import dev.lifeguard.leak.CallSite;
import org.jspecify.annotations.Nullable;

/**
 * Call for which a lease is held. Its method, its template, its priority and whether it
 * is a retry are asked with every call; the rest rarely, by those who look at a client.
 * All of it may be asked from any thread.
 *
 * @since 0.1.0
 */
public interface LeaseHolder {

	/**
	 * Return the request's method.
	 * @return the method
	 */
	String method();

	/**
	 * Return what the request's URI was made from. It may have a host and a query, which
	 * are shown to nobody.
	 * @return the template, if the application used one
	 */
	@Nullable String uriTemplate();

	/**
	 * Return the method and the path of the template in words: no host, no query, nothing
	 * that may be secret. It is asked of every holder while calls are refused.
	 * @return the words
	 */
	default String request() {
		return request(method(), uriTemplate());
	}

	/**
	 * Return how much the call matters.
	 * @return the priority, which does not change
	 */
	Priority priority();

	/**
	 * Return whether the call repeats one that was answered with a status to retry.
	 * @return whether it is such a retry
	 */
	boolean isRetry();

	/**
	 * Return the phase, more precisely than whoever sets it can afford to say.
	 * @param known the phase that was entered last
	 * @return the phase now
	 */
	Phase phase(Phase known);

	/**
	 * Return how long nothing has moved on the connection.
	 * @return nanoseconds, or -1 if there is no connection yet
	 */
	long quietNanos();

	/**
	 * Return how often the application has asked for bytes of the response.
	 * @return the count
	 */
	int asks();

	/**
	 * Return how long ago the application asked for bytes of the response.
	 * @return nanoseconds, or -1 if it never did
	 */
	long sinceAskNanos();

	/**
	 * Return whether the holder of this call's response has made another call of the same
	 * client.
	 * @return whether another call is nested in this one
	 */
	boolean isNesting();

	/**
	 * Return whether the response was found leaked.
	 * @return whether it is leaked
	 */
	boolean isLeaked();

	/**
	 * Return whether the event loop that serves the call does not answer.
	 * @return whether the loop is blocked
	 */
	boolean isOnBlockedLoop();

	/**
	 * Return where the call was made.
	 * @return the call site, if it was captured
	 */
	@Nullable CallSite site();

	/**
	 * Return the method and the path of a template in words: no host, no query, nothing
	 * that may be secret.
	 * @param method the method
	 * @param uriTemplate the template, if there is one
	 * @return the words
	 */
	static String request(String method, @Nullable String uriTemplate) {
		return (uriTemplate != null) ? method + " " + path(uriTemplate) : method;
	}

	private static String path(String uriTemplate) {
		String withoutQuery = upTo('?', upTo('#', uriTemplate));
		int authority = authority(withoutQuery);
		int path = (authority < 0) ? 0 : withoutQuery.indexOf('/', authority);
		return (path < 0 || path == withoutQuery.length()) ? "/" : withoutQuery.substring(path);
	}

	private static String upTo(char end, String text) {
		int index = text.indexOf(end);
		return (index < 0) ? text : text.substring(0, index);
	}

	/**
	 * Return where the authority begins, or -1 if the template has none.
	 */
	private static int authority(String uriTemplate) {
		int end = uriTemplate.indexOf("://");
		boolean scheme = end > 0 && uriTemplate.indexOf('/') == end + 1;
		return scheme ? end + 3 : -1;
	}

}
