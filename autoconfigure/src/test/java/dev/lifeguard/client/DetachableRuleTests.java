package dev.lifeguard.client;

import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class DetachableRuleTests {

	private final Connection connection = mock(Connection.class);

	private final ConnectionMetadata metadata = mock(ConnectionMetadata.class);

	private final DetachableRule rule = new DetachableRule();

	@Test
	void nothingIsEvictedWithoutARule() {
		assertThat(this.rule.test(this.connection, this.metadata)).isFalse();
	}

	@Test
	void attachedRuleDecides() {
		this.rule.attach((connection, metadata) -> connection == this.connection && metadata == this.metadata);
		assertThat(this.rule.test(this.connection, this.metadata)).isTrue();
		assertThat(this.rule.test(mock(Connection.class), this.metadata)).isFalse();
	}

	@Test
	void detachedRuleIsNotAsked() {
		this.rule.attach((connection, metadata) -> true);
		this.rule.detach();
		assertThat(this.rule.test(this.connection, this.metadata)).isFalse();
	}

}
