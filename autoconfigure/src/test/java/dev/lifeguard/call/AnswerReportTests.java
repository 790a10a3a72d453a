package dev.lifeguard.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseCallback;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.Order;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.ResponseLimit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AnswerReport}: real responses, told to a gate that learns.
 */
class AnswerReportTests implements ResponseLimit, LeaseCallback {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final LeaseGate gate = new LeaseGate(new GateSettings(1, Duration.ofSeconds(1), Order.FIFO), () -> 1,
			() -> 1, this, this.clock, new ManualTimer(this.clock));

	private final DisposableServer server = HttpServer.create()
		.host("127.0.0.1")
		.route((routes) -> routes.get("/{status}",
				(request, response) -> response.status(Integer.parseInt(request.param("status")))
					.header("Content-Type", request.requestHeaders().get("Accept"))
					.sendString(Mono.just("x"))))
		.bindNow();

	private final List<String> told = new ArrayList<>();

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	@ParameterizedTest
	@CsvSource({ "200,text/plain,false", "503,application/json,false", "200,text/event-stream,true",
			"200,Text/Event-Stream;charset=UTF-8,true", "200,text/event,false" })
	void statusAndWhetherItIsAStreamAreTold(int status, String type, boolean stream) {
		report(status, type);
		assertThat(this.told).containsExactly(status + " " + stream);
	}

	@Test
	void whatIsNoResponseIsNot() {
		Lease lease = lease();
		AnswerReport.of(lease, (Connection) () -> null);
		assertThat(this.told).isEmpty();
	}

	private void report(int status, String type) {
		HttpClient.create()
			.headers((headers) -> headers.set("Accept", type))
			.get()
			.uri("http://127.0.0.1:" + this.server.port() + "/" + status)
			.responseConnection((response, connection) -> {
				AnswerReport.of(lease(), connected(response, connection));
				return connection.inbound().receive().then();
			})
			.then()
			.block(Duration.ofSeconds(10));
	}

	private static Connection connected(HttpClientResponse response, Connection connection) {
		return (response instanceof Connection both) ? both : connection;
	}

	private Lease lease() {
		Lease lease = this.gate.lease("a", 80, Deadline.none(), this);
		lease.acquire();
		lease.end(Outcome.answered(200));
		return lease;
	}

	@Override
	public int limit() {
		return 1;
	}

	@Override
	public boolean isFor(Lease lease) {
		return true;
	}

	@Override
	public void granted(int waiting) {
	}

	@Override
	public void blocked() {
	}

	@Override
	public void answered(Lease lease, int status, boolean stream) {
		this.told.add(status + " " + stream);
	}

	@Override
	public void unanswered(Lease lease, Outcome outcome) {
	}

	@Override
	public void granted() {
	}

	@Override
	public void refused(Reason reason) {
		throw new AssertionError(reason);
	}

}
