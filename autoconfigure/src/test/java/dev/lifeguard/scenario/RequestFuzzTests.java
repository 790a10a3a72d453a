package dev.lifeguard.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.RandomRequest;
import dev.lifeguard.testsupport.RandomRequest.Peer;
import dev.lifeguard.testsupport.StrictServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random requests with bodies and without, honest and not, on kept connections: the
 * server never receives a byte that is not the caller's request, and never another
 * request.
 */
@Alone
class RequestFuzzTests {

	private static final int SCRIPTS = Integer.getInteger("lifeguard.fuzz.scripts", 2000);

	private static final long SEED = Long.getLong("lifeguard.fuzz.seed", 1);

	/** Requests that once went wrong, some of them only one after the other. */
	private static final List<Long> ONCE_WRONG = List.of(20_261_140L, 20_261_468L, 20_261_476L, 20_261_726L,
			20_261_197L, 20_261_195L, 20_262_124L);

	private static final int LANES = 8;

	private final ExecutorService lanes = Executors.newFixedThreadPool(LANES);

	@AfterEach
	void stopLanes() {
		this.lanes.shutdownNow();
	}

	@Test
	void serverReceivesTheCallersRequestOrNothing() throws Exception {
		try (App app = App.lifeguard("pool.max-connections=50", "pool.max-connections-per-host=1",
				"retry.enabled=false", "timeout.response=10s", "pool.trim-idle=false")) {
			List<Future<?>> running = new ArrayList<>();
			for (int lane = 0; lane < LANES; lane++) {
				int first = lane;
				running.add(this.lanes.submit((Callable<Object>) () -> runLane(app, first)));
			}
			for (Future<?> lane : running) {
				lane.get();
			}
			app.assertNothingHeld();
		}
	}

	private static Object runLane(App app, int first) throws Exception {
		try (Lane lane = new Lane(app)) {
			ONCE_WRONG.forEach(lane::run);
			for (int script = first; script < SCRIPTS; script += LANES) {
				lane.run(SEED + script);
			}
			lane.verify();
		}
		return "";
	}

	/**
	 * A caller and its server, which have one connection at a time.
	 */
	private static final class Lane implements AutoCloseable {

		private static final Pattern ID = Pattern.compile("^\\S+ /([0-9a-f]+[rw])\\b.*", Pattern.DOTALL);

		private final App app;

		private final Map<String, RandomRequest> requests = new ConcurrentHashMap<>();

		private final StrictServer server = StrictServer.start((received) -> answer(received.head()), this::refusal);

		private int broken;

		Lane(App app) {
			this.app = app;
		}

		private @Nullable RandomRequest find(String received) {
			Matcher id = ID.matcher(received);
			return id.matches() ? this.requests.get(id.group(1)) : null;
		}

		private String answer(String head) {
			RandomRequest request = find(head);
			if (request == null || request.peer() == Peer.CLOSES) {
				return "";
			}
			return response(request, 200, (request.peer() == Peer.ANSWERS_AND_CLOSES) ? "Connection: close\r\n" : "");
		}

		private String refusal(String head) {
			RandomRequest request = find(head);
			return (request != null && request.peer() == Peer.REFUSES_EARLY)
					? response(request, 413, "Connection: close\r\n") : "";
		}

		private static String response(RandomRequest request, int status, String header) {
			String body = request.method().equals("HEAD") ? "" : "ok";
			return "HTTP/1.1 %d Said\r\nX-Id: %s\r\n%sContent-Length: 2\r\n\r\n%s".formatted(status, request.id(),
					header, body);
		}

		void run(long seed) {
			for (Face face : Face.values()) {
				run(seed, face);
			}
		}

		private void run(long seed, Face face) {
			RandomRequest request = RandomRequest.of(seed, face);
			this.requests.put(request.id(), request);
			this.broken += request.isAnswered() ? 0 : 1;
			try {
				String response = request.send(this.app, face, this.server.url());
				assertThat(request.mayGet(response)).as("seed %d, %s: %s got %s", seed, face, request, response)
					.isTrue();
			}
			catch (Exception ex) {
				assertThat(request.mayFailWith(ex))
					.as("seed %d, %s: %s failed with %s", seed, face, request, Calls.causes(ex).toList())
					.isTrue();
			}
		}

		void verify() {
			Map<String, Integer> seen = new HashMap<>();
			for (StrictServer.Request received : this.server.requests()) {
				RandomRequest request = find(received.head());
				assertThat(request).as("%s", received.head()).isNotNull();
				assertThat(request.is(received))
					.as("%s became %s and %d bytes", request, received.head(), received.body().length)
					.isTrue();
				assertThat(seen.merge(request.id(), 1, Integer::sum)).as("%s is received", request)
					.isLessThanOrEqualTo(request.isRepeatable() ? 2 : 1);
			}
			for (String cut : this.server.cut()) {
				RandomRequest request = find(cut);
				boolean own = (request != null) ? request.beginsWith(cut) : !cut.contains("\r\n");
				assertThat(own).as("%s: %s", request, cut).isTrue();
			}
			assertThat(this.server.malformed()).isEmpty();
			assertThat(this.server.connections()).isLessThanOrEqualTo(1 + this.broken);
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

}
