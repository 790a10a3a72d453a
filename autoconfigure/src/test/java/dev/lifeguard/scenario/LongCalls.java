package dev.lifeguard.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.PageYaml;
import dev.lifeguard.testsupport.ScriptedServer.Exchange;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import dev.lifeguard.testsupport.SlowReader;
import dev.lifeguard.time.TimeoutSettings;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.convert.DurationStyle;

/**
 * Backends whose calls are long, and an application with the clients that the page about
 * long calls shows. All times are a twentieth of what is written, also the built-in ones
 * of the client {@code default}.
 */
final class LongCalls {

	static final Path PAGE = Path.of("../docs/long-calls.md");

	/** Twenty seconds of silence between any two events, more than 30 s in all. */
	static final Script EVENTS = (exchange) -> {
		exchange.send(head("text/event-stream") + chunk("data:one\n\n"));
		pause(exchange, Duration.ofSeconds(20));
		exchange.send(chunk("data:two\n\n"));
		pause(exchange, Duration.ofSeconds(20));
		exchange.send(chunk("data:three\n\n") + chunk(""));
	};

	/** Breaks after the first event has had the time to arrive. */
	static final Script BROKEN_EVENTS = (exchange) -> {
		exchange.send(head("text/event-stream") + chunk("data:one\n\n"));
		pause(exchange, Duration.ofSeconds(4));
		exchange.reset();
	};

	/** More than the first byte may take by default, and less than a poll may. */
	static final Script POLL = (exchange) -> {
		pause(exchange, Duration.ofSeconds(25));
		exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nchange");
	};

	/** A piece every four seconds, 40 s in all. */
	static final Script EXPORT = (exchange) -> {
		exchange.send(head("text/csv"));
		for (int piece = 0; piece < 10; piece++) {
			pause(exchange, Duration.ofSeconds(4));
			exchange.send(chunk("x"));
		}
		exchange.send(chunk(""));
	};

	/** More than can be under way. */
	static final Script LARGE = (exchange) -> exchange
		.send("HTTP/1.1 200 OK\r\nContent-Length: " + SlowReader.SIZE + "\r\n\r\n" + "x".repeat(SlowReader.SIZE));

	private static final int FASTER = 20;

	private LongCalls() {
	}

	/**
	 * Start an application with the clients of the page.
	 * @param more more settings, as {@code key=value}
	 * @return the application
	 */
	static App app(String... more) throws IOException {
		TimeoutSettings builtIn = TimeoutSettings.DEFAULTS;
		Stream<String> control = Stream.of(
				"lifeguard.clients.default.timeout.response=" + faster(builtIn.response()).toMillis() + "ms",
				"lifeguard.clients.default.timeout.call=" + faster(builtIn.call()).toMillis() + "ms");
		Stream<String> page = Stream.of(new PageYaml(PAGE).below("lifeguard.clients", LongCalls::faster));
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[0],
				Stream.of(page, control, Arrays.stream(more)).flatMap((settings) -> settings).toArray(String[]::new));
	}

	private static String faster(String value) {
		return value.matches("\\d+(ms|s|m)") ? faster(DurationStyle.detectAndParse(value)).toMillis() + "ms" : value;
	}

	static Duration faster(Duration time) {
		return time.dividedBy(FASTER);
	}

	private static void pause(Exchange exchange, Duration time) throws InterruptedException {
		exchange.isReleasedWithin((int) faster(time).toMillis());
	}

	private static String head(String contentType) {
		return "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nTransfer-Encoding: chunked\r\n\r\n";
	}

	private static String chunk(String text) {
		return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
	}

}
