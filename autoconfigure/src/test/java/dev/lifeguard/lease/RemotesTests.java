package dev.lifeguard.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Remotes}.
 */
class RemotesTests {

	private final List<String> seen = new ArrayList<>();

	private final Remotes remotes = new Remotes(() -> 1, Order.FIFO, this.seen::add);

	@Test
	void useOfTheSameHostAndPortIsTheSameRemote() {
		Remote remote = this.remotes.use("a", 80);
		assertThat(this.remotes.use("a", 80)).isSameAs(remote);
		assertThat(this.remotes.use("a", 81)).isNotSameAs(remote);
		assertThat(remote.name()).isEqualTo("a:80");
		assertThat(this.seen).containsExactly("a:80", "a:81");
	}

	@Test
	void idleRemoteIsKeptWhileThereAreFew() {
		Remote remote = this.remotes.use("a", 80);
		remote.endUse();
		assertThat(this.remotes.use("a", 80)).isSameAs(remote);
	}

	@Test
	void idleRemotesAreForgottenOnceThereAreTooMany() {
		for (int port = 0; port < 10 * Remotes.MANY; port++) {
			this.remotes.use("a", port).endUse();
			assertThat(this.remotes.all()).hasSizeLessThanOrEqualTo(Remotes.MANY);
		}
	}

	@Test
	void remoteInUseIsNeverForgotten() {
		Remote used = this.remotes.use("used", 80);
		for (int port = 0; port < 2 * Remotes.MANY; port++) {
			this.remotes.use("a", port).endUse();
		}
		assertThat(this.remotes.use("used", 80)).isSameAs(used);
	}

	@Test
	void forgottenRemoteStartsAnew() {
		Remote forgotten = this.remotes.use("a", 80);
		forgotten.endUse();
		for (int port = 0; port < Remotes.MANY; port++) {
			this.remotes.use("b", port);
		}
		assertThat(forgotten.tryUse()).isFalse();
		assertThat(this.remotes.use("a", 80)).isNotSameAs(forgotten);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 127, 128, 255, 256, 257, 1_000, 5_000 })
	void nextRemoteCostsTheSameHoweverManyAreInUse(int inUse) {
		LookedAt map = new LookedAt();
		Remotes remotes = new Remotes(map, () -> 1, Order.FIFO, this.seen::add);
		for (int port = 0; port < inUse; port++) {
			remotes.use("used", port);
		}
		assertThat(map.looks).isLessThanOrEqualTo(2L * inUse);
		map.looks = 0;
		for (int port = 0; port < 5_000; port++) {
			remotes.use("a", port).endUse();
		}
		assertThat(map.looks).isLessThanOrEqualTo(4L * 5_000);
	}

	@Test
	void remoteInUseCannotRetire() {
		Remote remote = this.remotes.use("a", 80);
		assertThat(remote.tryRetire()).isFalse();
		remote.endUse();
		assertThat(remote.tryRetire()).isTrue();
		assertThat(this.remotes.use("a", 80)).isNotSameAs(remote);
	}

	/**
	 * Counts how many remotes were looked at in order to forget them.
	 */
	@SuppressWarnings("serial")
	private static final class LookedAt extends ConcurrentHashMap<Remotes.Key, Remote> {

		private long looks;

		@Override
		public void forEach(BiConsumer<? super Remotes.Key, ? super Remote> action) {
			super.forEach((key, remote) -> {
				this.looks++;
				action.accept(key, remote);
			});
		}

	}

}
