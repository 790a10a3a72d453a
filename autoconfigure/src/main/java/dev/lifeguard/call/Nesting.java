package dev.lifeguard.call;

import java.util.stream.Stream;

import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * Detection of calls that are made while the caller has the response of another one. It
 * runs only when a call must wait.
 * <p>
 * In a reactive chain the inner call is made while a part of the outer response is being
 * delivered. A blocking caller is found by its thread, and by the fact that Spring's
 * client is on its stack twice: a thread that leaked a response earlier is not nested in
 * anything.
 *
 * @since 0.1.0
 */
public final class Nesting {

	private static final FastThreadLocal<Call> HANDING_OVER = new FastThreadLocal<>();

	private static final String REST_CLIENT = "org.springframework.web.client.DefaultRestClient";

	private static final String REST_TEMPLATE = "org.springframework.web.client.RestTemplate";

	private Nesting() {
	}

	/**
	 * A part of a call's response is being handed over to the application, on this
	 * thread.
	 * @param call the call
	 * @return the previous call, to be {@linkplain #restore restored}
	 */
	public static @Nullable Call handingOver(Call call) {
		Call before = HANDING_OVER.getIfExists();
		HANDING_OVER.set(call);
		return before;
	}

	/**
	 * The part was handed over.
	 * @param before the previous call
	 */
	public static void restore(@Nullable Call before) {
		if (before != null) {
			HANDING_OVER.set(before);
		}
		else {
			HANDING_OVER.remove();
		}
	}

	/**
	 * A call must wait: find out who makes it.
	 * @param client the client whose call must wait
	 */
	public static void look(Calls client) {
		Call outer = HANDING_OVER.getIfExists();
		if (outer != null) {
			if (outer.client() == client) {
				outer.nests();
			}
			return;
		}
		if (ThreadPermits.isHolding() && isCallWithinCall()) {
			nestedIn(client, Thread.currentThread());
		}
	}

	private static void nestedIn(Calls client, Thread thread) {
		for (Call call : client.activeCalls().holding()) {
			if (call.facts().isCalledBy(thread)) {
				call.nests();
			}
		}
	}

	private static boolean isCallWithinCall() {
		return StackWalker.getInstance().walk(Nesting::isTwiceIn);
	}

	private static boolean isTwiceIn(Stream<StackWalker.StackFrame> frames) {
		return frames
			.filter((frame) -> isEntry(frame.getClassName(), REST_CLIENT, frame.getMethodName(), "exchangeInternal")
					|| isEntry(frame.getClassName(), REST_TEMPLATE, frame.getMethodName(), "doExecute"))
			.limit(2)
			.count() == 2;
	}

	private static boolean isEntry(String type, String expectedType, String method, String expectedMethod) {
		return type.startsWith(expectedType) && method.equals(expectedMethod);
	}

}
