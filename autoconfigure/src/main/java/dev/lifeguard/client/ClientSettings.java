package dev.lifeguard.client;

import java.util.List;
import java.util.Map;

import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.ResponseSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is settled about one client.
 *
 * @param name the client's name
 * @param baseUrl where relative URIs go, if anywhere
 * @param protocol what is spoken
 * @param defaultHeaders the headers that every request has
 * @param pool how many sockets, and for how long
 * @param gate how callers wait
 * @param limit how many calls may wait for their first byte at once
 * @param fleet the fleet that it is part of
 * @param timeouts how long each part of a call may take
 * @param response what is accepted as a response
 * @param retry whether, when and how often failed attempts are repeated
 * @param leaks how leaked responses are found, and what happens to them
 * @param effective every setting in force, by its key below the client's
 * @param advice what is legal among them and often regretted, in sentences
 * @since 0.1.0
 */
public record ClientSettings(String name, @Nullable String baseUrl, Protocol protocol,
		Map<String, List<String>> defaultHeaders, PoolSettings pool, GateSettings gate, LimitSettings limit,
		FleetSettings fleet, TimeoutSettings timeouts, ResponseSettings response, RetrySettings retry,
		LeakSettings leaks, Map<String, Setting> effective, List<String> advice) {

	/** The request attribute that has the name of the client that makes the request. */
	public static final String NAME_ATTRIBUTE = ClientSettings.class.getName() + ".name";

	/**
	 * Return the same settings with other advice.
	 * @param advice what is legal among them and often regretted, in sentences
	 * @return the settings
	 */
	public ClientSettings withAdvice(List<String> advice) {
		return new ClientSettings(this.name, this.baseUrl, this.protocol, this.defaultHeaders, this.pool, this.gate,
				this.limit, this.fleet, this.timeouts, this.response, this.retry, this.leaks, this.effective, advice);
	}

}
