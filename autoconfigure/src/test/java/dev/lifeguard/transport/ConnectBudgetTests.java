package dev.lifeguard.transport;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ConnectBudget}.
 */
class ConnectBudgetTests {

	private static final int WHOLE = 2000;

	private final EmbeddedChannel channel = new EmbeddedChannel();

	@BeforeEach
	void configure() {
		this.channel.config().setConnectTimeoutMillis(WHOLE);
	}

	@Test
	void connectHasWhatIsLeftAndTheWholeStaysKnown() {
		assertThat(ConnectBudget.wholeMillis(this.channel)).isEqualTo(WHOLE);
		ConnectBudget.leave(this.channel, 1500);
		ConnectBudget.leave(this.channel, 250);
		assertThat(this.channel.config().getConnectTimeoutMillis()).isEqualTo(250);
		assertThat(ConnectBudget.wholeMillis(this.channel)).isEqualTo(WHOLE);
	}

	@Test
	void nothingLeftIsNotWithoutALimit() {
		ConnectBudget.leave(this.channel, 0);
		assertThat(this.channel.config().getConnectTimeoutMillis()).isOne();
		ConnectBudget.leave(this.channel, -5);
		assertThat(this.channel.config().getConnectTimeoutMillis()).isOne();
	}

}
