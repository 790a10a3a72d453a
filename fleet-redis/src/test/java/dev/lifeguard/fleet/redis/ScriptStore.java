package dev.lifeguard.fleet.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script with a clock of the test's own: the one line that asks Redis for the time is
 * another one.
 */
final class ScriptStore implements BudgetStore {

	private static final String CLOCK = "local time = redis.call('TIME')\n";

	private static final String OWN_CLOCK = "local time = { math.floor(ARGV[10] / 1000), ARGV[10] % 1000 * 1000 }\n";

	private static final String GROUP = "orders.test:443";

	@SuppressWarnings("rawtypes")
	private final RedisScript<List> script = RedisScript.of(text(), List.class);

	private final StringRedisTemplate redis;

	private final LongSupplier wallMillis;

	ScriptStore(RedisConnectionFactory connections, LongSupplier wallMillis) {
		this.redis = new StringRedisTemplate(connections);
		this.wallMillis = wallMillis;
	}

	private static String text() {
		try {
			String text = RedisBudgetStore.SOURCE.getContentAsString(StandardCharsets.UTF_8);
			assertThat(text.split("redis.call\\('TIME'\\)", -1)).hasSize(2);
			assertThat(text).contains(CLOCK);
			return text.replace(CLOCK, OWN_CLOCK);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public @Nullable Grant renew(Renewal renewal) {
		List<?> answer = run("renew", renewal);
		return (answer.size() > 1) ? new Grant(number(answer, 1), number(answer, 2) == 1, number(answer, 3),
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
		return this.redis.execute(this.script, List.of(RedisBudgetStore.key(GROUP)), verb, renewal.member(),
				"" + renewal.sequence(), "" + renewal.has(), "" + renewal.pending(), "" + renewal.wanted(),
				"" + renewal.pool(), "" + renewal.leaseTime().toMillis(), "" + renewal.quarantine().toMillis(),
				"" + this.wallMillis.getAsLong());
	}

	Map<String, String> dump() {
		Map<String, String> dump = new TreeMap<>();
		this.redis.opsForHash()
			.entries(RedisBudgetStore.key(GROUP))
			.forEach((field, value) -> dump.put((String) field, (String) value));
		return dump;
	}

	void clear() {
		this.redis.delete(RedisBudgetStore.key(GROUP));
	}

}
