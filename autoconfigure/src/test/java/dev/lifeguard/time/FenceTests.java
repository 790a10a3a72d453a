package dev.lifeguard.time;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Fence}.
 */
class FenceTests {

	private final List<Throwable> failures = new ArrayList<>();

	private final List<Object> heard = new ArrayList<>();

	private final Fence fence = new Fence(this.failures::add);

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException("bug"), new AssertionError("bug"), new StackOverflowError(),
				new NoClassDefFoundError("gone"), new Exception("checked"));
	}

	@Test
	void callbackIsCalledWithWhatItIsGiven() {
		this.fence.run(() -> this.heard.add("run"));
		this.fence.accept(this.heard::add, "one");
		this.fence.accept((first, second) -> this.heard.add(first + second), "two", 2);
		assertThat(this.fence.get(() -> "answer", "otherwise")).isEqualTo("answer");
		assertThat(this.heard).containsExactly("run", "one", "two2");
		assertThat(this.failures).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void whateverACallbackThrowsIsReportedAndNoMore(Throwable failure) {
		this.fence.run(() -> sneaky(failure));
		this.fence.accept((value) -> sneaky(failure), "one");
		this.fence.accept((first, second) -> sneaky(failure), "two", 2);
		assertThat(this.fence.get(() -> sneaky(failure), "otherwise")).isEqualTo("otherwise");
		assertThat(this.failures).hasSize(4).containsOnly(failure);
	}

	@Test
	void failureOfTheReportGoesNoFurther() {
		Consumer<Throwable> report = (failure) -> sneaky(new OutOfMemoryError());
		Fence fence = new Fence(report);
		fence.run(() -> sneaky(new IllegalStateException("bug")));
		assertThat(fence.get(() -> sneaky(new IllegalStateException("bug")), 1)).isOne();
	}

	@SuppressWarnings("unchecked")
	private static <R, X extends Throwable> R sneaky(Throwable failure) throws X {
		throw (X) failure;
	}

}
