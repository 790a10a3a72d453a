package dev.lifeguard.sample.backend;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers of a backend: a few orders, a report that takes five times as long, an export
 * of 4 MiB, or what the switches demand. It can be repaired when the application cannot
 * answer any more: {@code /reset}.
 */
class BackendAnswers implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

	private static final String ORDERS = "3 orders: 17 buoys, 4 whistles, 1 boat\n";

	private static final int STALL_AFTER = 9;

	private static final int REPORT_TIMES = 5;

	private static final ByteBuf EXPORT = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(new byte[4 << 20]));

	private final Switches switches;

	private final Workers workers;

	BackendAnswers(Switches switches, Workers workers) {
		this.switches = switches;
		this.workers = workers;
	}

	@Override
	public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
		if (request.path().equals("reset")) {
			return reset(response);
		}
		if (isBroken()) {
			return response.status(HttpResponseStatus.SERVICE_UNAVAILABLE).sendString(Mono.just("out of order\n"));
		}
		int times = request.path().equals("report") ? REPORT_TIMES : 1;
		return Mono.fromFuture(this.workers.work(times).toCompletableFuture(), true)
			.then(Mono.defer(() -> answer(request, response)));
	}

	private Mono<Void> reset(HttpServerResponse response) {
		// what is turned may open and close ports, and must not wait on their own thread
		return Mono.fromRunnable(this.switches::reset)
			.subscribeOn(Schedulers.boundedElastic())
			.then(Mono.defer(() -> response.status(HttpResponseStatus.NO_CONTENT).send()));
	}

	private boolean isBroken() {
		return this.switches.isOn(Switch.FAIL)
				|| (this.switches.isOn(Switch.HALF) && ThreadLocalRandom.current().nextBoolean());
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		if (request.path().equals("export")) {
			response.header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(EXPORT.readableBytes()));
			return response.send(Mono.just(EXPORT.duplicate())).then();
		}
		response.header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(ORDERS.length()));
		return this.switches.isOn(Switch.STALL) ? stall(response) : response.sendString(Mono.just(ORDERS)).then();
	}

	private Mono<Void> stall(HttpServerResponse response) {
		Mono<Void> off = Mono.fromFuture(this.switches.whenOff(Switch.STALL).toCompletableFuture(), true);
		Flux<String> body = Flux.concat(Mono.just(ORDERS.substring(0, STALL_AFTER)),
				off.thenReturn(ORDERS.substring(STALL_AFTER)));
		return response.send(body.map(BackendAnswers::bytes), (piece) -> true).then();
	}

	private static ByteBuf bytes(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
	}

}
