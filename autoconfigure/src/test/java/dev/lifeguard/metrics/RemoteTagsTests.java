package dev.lifeguard.metrics;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RemoteTags}.
 */
class RemoteTagsTests {

	private final RemoteTags tags = new RemoteTags();

	@Test
	void firstRemotesHaveATagOfTheirOwnAndKeepIt() {
		for (int round = 0; round < 2; round++) {
			for (int remote = 1; remote <= RemoteTags.REMOTES; remote++) {
				assertThat(this.tags.tag("remote%d:80".formatted(remote))).isEqualTo("remote%d:80".formatted(remote));
			}
			assertThat(this.tags.tag("late:80")).isEqualTo(RemoteTags.OTHER);
		}
	}

}
