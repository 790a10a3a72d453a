package dev.lifeguard.client.reactive;

import java.io.Closeable;
import java.nio.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;

import io.netty.util.ReferenceCounted;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Fuseable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpEntity;
import org.springframework.http.codec.multipart.Part;

/**
 * Distinction between values that can be written again and those that are consumed by
 * being written.
 */
final class ReplayableValues {

	private static final List<Class<?>> USED_UP = List.of(Publisher.class, Closeable.class, BaseStream.class,
			Buffer.class, DataBuffer.class, ReferenceCounted.class, Part.class);

	private ReplayableValues() {
	}

	/**
	 * Return whether a publisher is no more than a wrapped value, and the value can be
	 * written again.
	 */
	static boolean isIn(Publisher<?> body) {
		try {
			return body instanceof Fuseable.ScalarCallable<?> wrapped && isReplayable(wrapped.call());
		}
		catch (Exception ex) {
			return false;
		}
	}

	private static boolean isReplayable(@Nullable Object value) {
		if (value instanceof Map<?, ?> form) {
			return form.values().stream().allMatch(ReplayableValues::isReplayable);
		}
		if (value instanceof Collection<?> values) {
			return values.stream().allMatch(ReplayableValues::isReplayable);
		}
		if (value instanceof HttpEntity<?> part) {
			return isReplayable(part.getBody());
		}
		if (value instanceof Resource resource) {
			return !resource.isOpen();
		}
		return USED_UP.stream().noneMatch((type) -> type.isInstance(value));
	}

}
