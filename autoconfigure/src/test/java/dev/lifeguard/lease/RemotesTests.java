package dev.lifeguard.lease;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Remotes}.
 */
class RemotesTests {

	private final List<String> seen = new ArrayList<>();

	private final Remotes remotes = new Remotes(() -> 1, this.seen::add);

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
		for (int port = 0; port < 10 * Remotes.TOO_MANY; port++) {
			this.remotes.use("a", port).endUse();
			assertThat(this.remotes.all()).hasSizeLessThanOrEqualTo(Remotes.TOO_MANY);
		}
	}

	@Test
	void remoteInUseIsNeverForgotten() {
		Remote used = this.remotes.use("used", 80);
		for (int port = 0; port < 2 * Remotes.TOO_MANY; port++) {
			this.remotes.use("a", port).endUse();
		}
		assertThat(this.remotes.use("used", 80)).isSameAs(used);
	}

	@Test
	void forgottenRemoteStartsAnew() {
		Remote forgotten = this.remotes.use("a", 80);
		forgotten.endUse();
		for (int port = 0; port < Remotes.TOO_MANY; port++) {
			this.remotes.use("b", port);
		}
		assertThat(forgotten.tryUse()).isFalse();
		assertThat(this.remotes.use("a", 80)).isNotSameAs(forgotten);
	}

	@Test
	void remoteInUseCannotRetire() {
		Remote remote = this.remotes.use("a", 80);
		assertThat(remote.tryRetire()).isFalse();
		remote.endUse();
		assertThat(remote.tryRetire()).isTrue();
		assertThat(this.remotes.use("a", 80)).isNotSameAs(remote);
	}

}
