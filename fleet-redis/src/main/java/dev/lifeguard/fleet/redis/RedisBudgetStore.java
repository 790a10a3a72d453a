package dev.lifeguard.fleet.redis;

import java.util.List;
import java.util.function.Supplier;

import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.BudgetStoreException;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Store of budgets in Redis, standalone, with Sentinel or as a cluster: one hash for each
 * group, and one script that does everything that a message causes at once, by the clock
 * of Redis.
 *
 * @since 0.1.0
 */
public final class RedisBudgetStore implements BudgetStore {

	/** The script. */
	static final ClassPathResource SOURCE = new ClassPathResource("budget.lua", RedisBudgetStore.class);

	@SuppressWarnings("rawtypes")
	private static final RedisScript<List> SCRIPT = RedisScript.of(SOURCE, List.class);

	private final Supplier<? extends RedisConnectionFactory> connections;

	private volatile @Nullable StringRedisTemplate redis;

	/**
	 * Create a store.
	 * @param connections finds what makes connections to Redis; it is asked with the
	 * first message, on the thread that sends it
	 */
	public RedisBudgetStore(Supplier<? extends RedisConnectionFactory> connections) {
		this.connections = connections;
	}

	@Override
	public @Nullable Grant renew(Renewal renewal) {
		List<?> answer = run("renew", renewal);
		return (answer.size() > 1) ? new Grant(number(answer, 1), number(answer, 2) != 0, number(answer, 3),
				number(answer, 4), number(answer, 5), number(answer, 6), number(answer, 7)) : null;
	}

	private static int number(List<?> answer, int index) {
		return ((Number) answer.get(index)).intValue();
	}

	@Override
	public void leave(Renewal renewal) {
		run("leave", renewal);
	}

	private List<?> run(String verb, Renewal renewal) {
		try {
			List<?> answer = redis().execute(SCRIPT, List.of(key(renewal.group())), verb, renewal.member(),
					text(renewal.sequence()), text(renewal.has()), text(renewal.pending()), text(renewal.wanted()),
					text(renewal.pool()), text(renewal.leaseTime().toMillis()), text(renewal.quarantine().toMillis()));
			return (answer != null) ? answer : List.of();
		}
		catch (RuntimeException ex) {
			throw new BudgetStoreException(RedisTrouble.of(ex), ex);
		}
	}

	private StringRedisTemplate redis() {
		StringRedisTemplate redis = this.redis;
		if (redis == null) {
			redis = new StringRedisTemplate(this.connections.get());
			this.redis = redis;
		}
		return redis;
	}

	/**
	 * Return the key of a group. The braces keep all keys of a group in one slot of a
	 * cluster, should there ever be more than one.
	 * @param group the group
	 */
	static String key(String group) {
		return "lifeguard:fleet:{" + group + "}";
	}

	private static String text(long number) {
		return Long.toString(number);
	}

}
