package dev.lifeguard.client.reactive;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * Priority that a request has for itself, on its way from the filter, which sees the
 * request's attributes, to the exchange, which does not. What else there is on that way,
 * such as a call of another client, does not get it.
 *
 * @param client the client whose request it is
 * @param priority the priority
 */
record OwnPriority(ManagedClient client, Priority priority) {

	/**
	 * Return the priority that a request has for itself.
	 * @throws IllegalArgumentException if its attribute is not a priority
	 */
	static @Nullable OwnPriority of(ClientRequest request, ManagedClient client) {
		Object attribute = request.attributes().get(Priority.ATTRIBUTE);
		return (attribute != null) ? new OwnPriority(client, client.priority(attribute)) : null;
	}

	/**
	 * Return the priority of an exchange.
	 */
	static Priority in(ContextView context, ManagedClient client) {
		OwnPriority own = context.getOrDefault(OwnPriority.class, null);
		return (own != null && own.client() == client) ? own.priority() : client.priority(null);
	}

	Context into(Context context) {
		return context.put(OwnPriority.class, this);
	}

}
