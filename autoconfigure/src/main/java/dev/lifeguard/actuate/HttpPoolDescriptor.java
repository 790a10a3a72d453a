package dev.lifeguard.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.Setting;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.SizeAdvice;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.pool.KeptFor;
import dev.lifeguard.retry.BudgetState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of one client, for the endpoint.
 *
 * @param settings the settings in force, and where each came from
 * @param advice what is legal among the settings and often regretted, in sentences
 * @param snapshot the pool's numbers now
 * @param counters what has happened since the start, by name
 * @param holders the calls that have held their permit for longest
 * @param sizeAdvice how large the pool should be for the load that it has
 * @param leaks the responses that were found leaked and still hold their permit
 * @param lastEpisode the last time in which calls were refused, if there was one
 * @param limit how many calls may wait for their first byte at once, if that is learned
 * @param fleet the client's share in its fleet's budget, if it has one
 * @param retryBudget how retries are paid for, if the client retries
 * @param keepAlive how long the remotes keep an idle connection, as far as it is known
 * @since 0.1.0
 */
public record HttpPoolDescriptor(Map<String, Setting> settings, List<String> advice, PoolSnapshot snapshot,
		Map<String, Long> counters, List<HolderDescriptor> holders, SizeAdvice sizeAdvice, List<LeakDescriptor> leaks,
		@Nullable Episode lastEpisode, @Nullable LimitDescriptor limit, @Nullable FleetSnapshot fleet,
		@Nullable BudgetState retryBudget, Map<String, KeptFor> keepAlive) implements OperationResponseBody {

	private static final int OLDEST = 5;

	/**
	 * Describe a client.
	 * @param client the client
	 * @param advice advice on its settings
	 * @param recorder whether the episode is shown with what happened before it
	 */
	static HttpPoolDescriptor of(ManagedClient client, List<String> advice, boolean recorder) {
		ClientSettings settings = client.settings();
		List<Holder> holders = client.holders();
		Episode episode = client.lastEpisode();
		return new HttpPoolDescriptor(settings.effective(), advice, client.snapshot(), client.counters(),
				holders.stream()
					.sorted(Comparator.comparing(Holder::held).reversed())
					.limit(OLDEST)
					.map(HolderDescriptor::of)
					.toList(),
				client.sizeAdvice(), holders.stream().filter(Holder::leaked).map(LeakDescriptor::of).toList(),
				(episode == null || recorder) ? episode : episode.withoutRecorder(), LimitDescriptor.of(client),
				client.share().view(), client.retries().budget(), client.keptFor());
	}

}
