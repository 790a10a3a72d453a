package dev.lifeguard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.PropertyMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages for those who come from another client name keys that exist, with their
 * defaults, and tests that exist.
 */
class ComingFromPagesTests {

	private static final Path PAGES = Path.of("../docs/coming-from");

	private static final String DEFAULTS = "lifeguard.defaults.";

	private static final Pattern KEY = Pattern
		.compile("`((?:lifeguard|pool|timeout|retry|leak|limit|fleet|proxy|ssl)\\.[a-z][a-z.-]+)(?:: [^`]+)?`");

	private static final Pattern SHOWN = Pattern.compile("`(\\w+)#(\\w+)`");

	private final Map<String, JsonNode> leaves = PropertyMetadata.leaves();

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"python-requests.md | HTTPAdapter(pool_connections) HTTPAdapter(pool_maxsize) HTTPAdapter(pool_block) "
					+ "DEFAULT_POOL_TIMEOUT HTTPAdapter(max_retries) timeout PoolManager(num_pools) "
					+ "HTTPConnectionPool(maxsize) HTTPConnectionPool(block) Timeout(total) Timeout(connect) "
					+ "Timeout(read) Retry(total) Retry(backoff_factor) Retry(backoff_max) Retry(backoff_jitter) "
					+ "Retry(allowed_methods) Retry(status_forcelist) Retry(respect_retry_after_header) "
					+ "Retry(retry_after_max) Retry.DEFAULT socket_options",
			"node-http-agent.md | keepAlive keepAliveMsecs maxSockets maxTotalSockets maxFreeSockets scheduling timeout "
					+ "agentKeepAliveTimeoutBuffer",
			"go-net-http.md | MaxConnsPerHost MaxIdleConns MaxIdleConnsPerHost IdleConnTimeout Dialer.Timeout "
					+ "Dialer.KeepAlive TLSHandshakeTimeout ExpectContinueTimeout ResponseHeaderTimeout Client.Timeout "
					+ "ForceAttemptHTTP2" })
	void everyKnobHasARowThatNamesItsTest(String page, String knobs) {
		List<Row> rows = rows(PAGES.resolve(page));
		assertThat(rows.stream().map(Row::knob)).contains(knobs.split(" "));
		assertThat(rows).allSatisfy((row) -> {
			Stream<MatchResult> shown = SHOWN.matcher(row.last()).results();
			assertThat(shown).isNotEmpty().allMatch((test) -> isTest(test.group(1), test.group(2)));
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void tablesHaveKeysThatExistWithTheirDefaults(Path page) {
		assertThat(rows(page)).isNotEmpty().allSatisfy((row) -> {
			if (row.key().equals("–")) {
				assertThat(row.ourDefault()).isEqualTo("–");
				assertThat(row.difference()).isNotEmpty();
			}
			else {
				assertThat(this.leaves).containsKey(DEFAULTS + row.key());
				String value = PropertyMetadata.defaultOf(this.leaves.get(DEFAULTS + row.key()));
				assertThat(row.ourDefault()).isEqualTo(value.isEmpty() ? "–" : value);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void textNamesKeysThatExist(Path page) {
		List<String> lines = read(page).lines().map(ComingFromPagesTests::withoutTheirs).toList();
		assertThat(KEY.matcher(String.join("\n", lines)).results().map((key) -> key.group(1))).isNotEmpty()
			.allMatch((key) -> this.leaves.containsKey(key.startsWith("lifeguard.") ? key : DEFAULTS + key));
	}

	@Test
	void indexHasEveryPage() {
		assertThat(pages().map(Path::getFileName).map("(%s)"::formatted))
			.allMatch(read(PAGES.resolve("README.md"))::contains);
	}

	private static boolean isTest(String type, String method) {
		try (Stream<Path> files = Files.walk(Path.of("target/test-classes"))) {
			Path file = files.filter((each) -> each.endsWith(type + ".class")).findFirst().orElseThrow();
			String name = Path.of("target/test-classes").relativize(file).toString().replace('/', '.');
			return Arrays.stream(Class.forName(name.substring(0, name.lastIndexOf('.'))).getDeclaredMethods())
				.anyMatch(
						(each) -> each.getName().equals(method) && AnnotationSupport.isAnnotated(each, Testable.class));
		}
		catch (IOException | ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String withoutTheirs(String line) {
		return line.startsWith("|") ? line.replaceFirst("\\|[^|]+\\|[^|]+", "") : line;
	}

	static Stream<Path> pages() {
		try (Stream<Path> pages = Files.list(PAGES)) {
			return pages.filter((page) -> !page.endsWith("README.md")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Row> rows(Path page) {
		return read(page).lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| there "))
			.map((line) -> new Row(List.of(line.substring(2, line.length() - 2).split(" \\| "))))
			.toList();
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A knob of theirs, and what we have for it.
	 *
	 * @param cells the cells of the row
	 */
	private record Row(List<String> cells) {

		String knob() {
			return this.cells.get(0).replaceFirst("^`([^`]+)`.*", "$1");
		}

		String key() {
			return this.cells.get(2).replace("`", "");
		}

		String ourDefault() {
			return this.cells.get(3).replace("`", "");
		}

		String difference() {
			return this.cells.get(4);
		}

		String last() {
			return this.cells.get(this.cells.size() - 1);
		}

	}

}
