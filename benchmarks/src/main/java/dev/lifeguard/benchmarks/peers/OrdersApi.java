package dev.lifeguard.benchmarks.peers;

import java.io.InputStream;

import feign.Headers;
import feign.RequestLine;

/**
 * The orders as Feign sees them.
 */
interface OrdersApi {

	@RequestLine("GET " + Order.PATH)
	String get();

	@RequestLine("POST " + Order.PATH)
	@Headers("Content-Type: application/json")
	String post(String order);

	/**
	 * The same as a stream, which its caller has to close.
	 */
	interface Streamed {

		@RequestLine("GET " + Order.PATH)
		InputStream get();

	}

}
