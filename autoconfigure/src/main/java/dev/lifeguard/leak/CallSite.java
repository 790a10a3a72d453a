package dev.lifeguard.leak;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Place in the application where a call was made. The stack is captured when the object
 * is made and decoded when it is asked for.
 *
 * @since 0.1.0
 */
public final class CallSite {

	private static final int FRAMES = 12;

	private static final String[] NOT_THE_APPLICATION = { "java.", "javax.", "jdk.", "sun.", "org.springframework.",
			"reactor.", "io.netty.", "io.micrometer.", "org.apache.", "jakarta.", "dev.lifeguard.call.",
			"dev.lifeguard.client." };

	private static final Set<String> OWN = Set.of(CallSite.class.getName(), LeakWatch.class.getName());

	private final Throwable stack = new Throwable();

	/**
	 * Return the frames of the application, innermost first.
	 * @return a few frames, all of the stack's first ones if none is the application's
	 */
	public List<StackTraceElement> frames() {
		List<StackTraceElement> frames = frames(this.stack.getStackTrace()).filter(CallSite::isApplication).toList();
		return frames.isEmpty() ? frames(this.stack.getStackTrace()).limit(FRAMES).toList()
				: frames.subList(0, Math.min(FRAMES, frames.size()));
	}

	/**
	 * Return the application's innermost frame, which names the call site.
	 * @return the frame, or {@code null} if the call was made on a thread that shows none
	 */
	@Nullable StackTraceElement innermost() {
		return frames(this.stack.getStackTrace()).filter(CallSite::isApplication).findFirst().orElse(null);
	}

	private static Stream<StackTraceElement> frames(StackTraceElement[] stack) {
		return Arrays.stream(stack);
	}

	private static boolean isApplication(StackTraceElement frame) {
		String type = frame.getClassName();
		return !OWN.contains(type) && Arrays.stream(NOT_THE_APPLICATION).noneMatch(type::startsWith);
	}

}
