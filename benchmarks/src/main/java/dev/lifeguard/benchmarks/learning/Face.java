package dev.lifeguard.benchmarks.learning;

import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

import dev.lifeguard.benchmarks.peers.Leaks;
import dev.lifeguard.registry.LifeguardClients;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Either of the two clients that an application can call with.
 */
enum Face {

	RESTCLIENT {

		@Override
		Caller caller(LifeguardClients clients, String name, ExecutorService threads, Leaks leaks) {
			RestClient client = clients.restClient(name);
			return (call, ended) -> threads.execute(() -> ended.accept(succeeds(client, call, leaks)));
		}

		private static boolean succeeds(RestClient client, PlannedCall call, Leaks leaks) {
			try {
				RestClient.RequestHeadersSpec<?> request = client.get()
					.uri(call.template(), call.workMicros(), call.bodyMillis());
				return call.leaked() ? leak(request, leaks) : request.retrieve().body(String.class) != null;
			}
			catch (RuntimeException ex) {
				return false;
			}
		}

		private static boolean leak(RestClient.RequestHeadersSpec<?> request, Leaks leaks) {
			return request.exchangeForRequiredValue((sent, response) -> {
				leaks.hold(response);
				return response.getStatusCode().is2xxSuccessful();
			}, false);
		}

	},

	WEBCLIENT {

		@Override
		Caller caller(LifeguardClients clients, String name, ExecutorService threads, Leaks leaks) {
			WebClient client = clients.webClient(name);
			return (call, ended) -> succeeds(client, call, leaks).onErrorReturn(false).subscribe(ended);
		}

		private static Mono<Boolean> succeeds(WebClient client, PlannedCall call, Leaks leaks) {
			WebClient.ResponseSpec response = client.get()
				.uri(call.template(), call.workMicros(), call.bodyMillis())
				.retrieve();
			return call.leaked() ? response.toEntityFlux(DataBuffer.class).doOnNext(leaks::hold).hasElement()
					: response.bodyToMono(String.class).hasElement();
		}

	};

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return what calls a client of the application.
	 * @param clients the application's clients
	 * @param name which of them
	 * @param threads the threads for calls that hold one
	 * @param leaks keeps the responses that are forgotten
	 */
	abstract Caller caller(LifeguardClients clients, String name, ExecutorService threads, Leaks leaks);

	/**
	 * Begins calls.
	 */
	interface Caller {

		void begin(PlannedCall call, Consumer<Boolean> ended);

	}

}
