package dev.lifeguard.sample.demo;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of one side: the results of the last second's calls, and its pool and backend
 * now.
 *
 * @param answered calls per second that were answered in time
 * @param refused calls per second that got no permit in the pool and were told so in time
 * @param failed calls per second that failed otherwise in time
 * @param late calls per second whose caller went without an answer
 * @param p50 the median of those that were answered or failed, in milliseconds
 * @param p99 the same, for 99 of 100
 * @param active connections that serve a call
 * @param idle open connections that serve none
 * @param connecting connections that are being made
 * @param pending calls that wait for a connection
 * @param max the bound of connections in use
 * @param backend the side's backend
 * @param batch the side's batch job
 * @param limit the client's limit, if that is learned
 * @param retries what the client thinks of retries, if it makes any
 * @param verdict why calls are refused, if they are
 */
record SidePoint(long answered, long refused, long failed, long late, @Nullable Double p50, @Nullable Double p99,
		int active, int idle, int connecting, int pending, int max, BackendPoint backend, BatchPoint batch,
		@Nullable LimitPoint limit, @Nullable RetryPoint retries, @Nullable Verdict verdict) {

	boolean keptUp() {
		return this.refused + this.failed + this.late == 0;
	}

}
