package dev.lifeguard.client.blocking;

import java.io.IOException;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.retry.RetryPolicy;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.BackOffInterruptedException;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.context.RetryContextSupport;
import org.springframework.retry.support.RetryTemplate;

/**
 * Loop for the further attempts of a call whose first one failed, with Spring Retry. No
 * other class knows that library.
 */
final class RetryLoop {

	private static final RetryTemplate TEMPLATE = template();

	private RetryLoop() {
	}

	/**
	 * Continue after the first attempt, which is made outside the loop because nearly all
	 * calls need only one.
	 */
	static ClientHttpResponse goOn(RetriedCall call, AnotherAttempt first) throws IOException {
		RetryCallback<ClientHttpResponse, IOException> attempt = (context) -> {
			if (context.getRetryCount() == 0) {
				throw first;
			}
			return call.attempt();
		};
		try {
			return TEMPLATE.execute(attempt);
		}
		catch (BackOffInterruptedException ex) {
			throw call.interrupted();
		}
	}

	private static RetryTemplate template() {
		RetryTemplate template = new RetryTemplate();
		template.setRetryPolicy(new WhatWasDecided());
		template.setBackOffPolicy(new AsLongAsDecided());
		template.setListeners(new RetryListener[] { new GivesBack() });
		return template;
	}

	/**
	 * Policy that repeats an attempt if this was decided when it failed.
	 */
	@SuppressWarnings("serial")
	private static final class WhatWasDecided implements RetryPolicy {

		@Override
		public boolean canRetry(RetryContext context) {
			Throwable last = context.getLastThrowable();
			return last == null || last instanceof AnotherAttempt;
		}

		@Override
		public RetryContext open(RetryContext parent) {
			return new RetryContextSupport(parent);
		}

		@Override
		public void close(RetryContext context) {
			// it holds nothing
		}

		@Override
		public void registerThrowable(RetryContext context, Throwable failure) {
			((RetryContextSupport) context).registerThrowable(failure);
		}

	}

	/**
	 * Listener that releases the response before the wait.
	 */
	private static final class GivesBack implements RetryListener {

		@Override
		public <T, E extends Throwable> void onError(RetryContext context, RetryCallback<T, E> callback,
				Throwable failure) {
			if (failure instanceof AnotherAttempt another) {
				another.giveBack();
			}
		}

	}

	/**
	 * Policy that waits for as long as was decided.
	 */
	private static final class AsLongAsDecided implements BackOffPolicy {

		@Override
		public BackOffContext start(RetryContext context) {
			return new Call(context);
		}

		@Override
		public void backOff(BackOffContext backOff) throws BackOffInterruptedException {
			if (((Call) backOff).retry().getLastThrowable() instanceof AnotherAttempt another) {
				await(another);
			}
		}

		private static void await(AnotherAttempt another) {
			try {
				another.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new BackOffInterruptedException("interrupted between two attempts", ex);
			}
		}

		@SuppressWarnings("serial")
		private record Call(RetryContext retry) implements BackOffContext {

		}

	}

}
