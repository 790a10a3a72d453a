package dev.lifeguard.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link KnownRemotes}.
 */
class KnownRemotesTests {

	private static final int NEW = 5_000;

	private final LookedAt map = new LookedAt();

	private final KnownRemotes remotes = new KnownRemotes(this.map);

	@Test
	void socketsToOneRemoteShareWhatIsKnownOfIt() {
		RemoteKeepAlive known = this.remotes.opened("a:80");
		assertThat(this.remotes.opened("a:80")).isSameAs(known);
		assertThat(this.remotes.opened("b:80")).isNotSameAs(known);
		assertThat(this.remotes.names()).containsExactlyInAnyOrder("a:80", "b:80");
	}

	@Test
	void remoteWithoutASocketIsKnownWhileThereAreFew() {
		RemoteKeepAlive known = this.remotes.opened("a:80");
		known.socketClosed();
		assertThat(this.remotes.opened("a:80")).isSameAs(known);
		assertThat(this.remotes.isForgetful()).isFalse();
	}

	@Test
	void remotesWithoutASocketAreForgottenOnceThereAreTooMany() {
		for (int remote = 0; remote < NEW; remote++) {
			this.remotes.opened("remote-" + remote).socketClosed();
			assertThat(this.remotes.names()).hasSizeLessThanOrEqualTo(KnownRemotes.MANY);
		}
		assertThat(this.remotes.isForgetful()).isTrue();
	}

	@Test
	void remoteWithASocketIsNeverForgotten() {
		List<RemoteKeepAlive> open = open(NEW);
		assertThat(this.remotes.isForgetful()).isFalse();
		assertThat(this.remotes.names()).hasSize(NEW);
		for (int remote = 0; remote < NEW; remote++) {
			assertThat(this.remotes.opened("open-" + remote)).isSameAs(open.get(remote));
		}
	}

	@Test
	void atMostTwiceAsManyAreKnownAsWereOpenAtOnce() {
		List<RemoteKeepAlive> open = open(NEW);
		open.forEach(RemoteKeepAlive::socketClosed);
		for (int remote = 0; remote < 4 * NEW; remote++) {
			this.remotes.opened("remote-" + remote).socketClosed();
			assertThat(this.remotes.names()).hasSizeLessThanOrEqualTo(2 * NEW);
		}
		assertThat(this.remotes.names()).hasSizeLessThanOrEqualTo(KnownRemotes.MANY);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 127, 128, 255, 256, 257, 1_000, 5_000 })
	void nextRemoteCostsTheSameHoweverManyAreOpen(int open) {
		open(open);
		assertThat(this.map.looks.get()).isLessThanOrEqualTo(2L * open);
		this.map.looks.set(0);
		for (int remote = 0; remote < NEW; remote++) {
			this.remotes.opened("remote-" + remote).socketClosed();
		}
		assertThat(this.map.looks.get()).isLessThanOrEqualTo(4L * NEW);
	}

	@Test
	void nextSocketToAKnownRemoteCostsNothing() {
		open(NEW);
		this.map.looks.set(0);
		open(NEW);
		assertThat(this.map.looks.get()).isLessThanOrEqualTo(2L * NEW);
		this.map.looks.set(0);
		open(NEW);
		assertThat(this.map.looks.get()).isZero();
	}

	@Test
	void remoteIsNotForgottenInTheMomentInWhichASocketIsOpened() throws Exception {
		ExecutorService loops = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> done = new ArrayList<>();
			for (int loop = 0; loop < 4; loop++) {
				done.add(loops.submit(() -> {
					for (int turn = 0; turn < 50_000; turn++) {
						String remote = "remote-" + ThreadLocalRandom.current().nextInt(2 * KnownRemotes.MANY);
						RemoteKeepAlive first = this.remotes.opened(remote);
						RemoteKeepAlive second = this.remotes.opened(remote);
						assertThat(second == first).isTrue();
						first.socketClosed();
						second.socketClosed();
					}
				}));
			}
			for (Future<?> loop : done) {
				loop.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			loops.shutdownNow();
		}
		assertThat(this.map.values()).noneMatch(RemoteKeepAlive::isOpen);
	}

	private List<RemoteKeepAlive> open(int count) {
		List<RemoteKeepAlive> open = new ArrayList<>();
		for (int remote = 0; remote < count; remote++) {
			open.add(this.remotes.opened("open-" + remote));
		}
		return open;
	}

	/**
	 * Counts how many remotes were looked at in order to forget them.
	 */
	@SuppressWarnings("serial")
	private static final class LookedAt extends ConcurrentHashMap<String, RemoteKeepAlive> {

		private final AtomicLong looks = new AtomicLong();

		@Override
		public RemoteKeepAlive computeIfPresent(String name,
				BiFunction<? super String, ? super RemoteKeepAlive, ? extends RemoteKeepAlive> function) {
			this.looks.incrementAndGet();
			return super.computeIfPresent(name, function);
		}

	}

}
