package dev.lifeguard.endpoint;

import java.util.List;
import java.util.Map;

import dev.lifeguard.client.Setting;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.pool.KeptFor;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint shows of one client.
 *
 * @param settings the settings in force, and where each came from
 * @param advice what is legal among the settings and often regretted, in sentences
 * @param snapshot the pool's numbers now
 * @param keepAlive how long the remotes keep an idle connection, as far as it is known
 * @since 0.1.0
 */
public record HttpPoolDescriptor(Map<String, Setting> settings, List<String> advice, PoolSnapshot snapshot,
		Map<String, KeptFor> keepAlive) implements OperationResponseBody {

}
