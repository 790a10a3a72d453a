package dev.lifeguard.transport.names;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AddressInTurn}.
 */
class AddressInTurnTests {

	@Test
	void addressIsThatOfItsHostAndKnowsItsTurn() throws UnknownHostException {
		InetSocketAddress address = new InetSocketAddress(
				InetAddress.getByAddress("orders.test", new byte[] { 127, 0, 0, 1 }), 8080);
		AddressPlan plan = new AddressPlan(List.of(address), new AddressMemory(new ManualNanoClock()),
				Duration.ofSeconds(2), 0);
		AddressInTurn inTurn = new AddressInTurn(address, plan, 1);
		assertThat((InetSocketAddress) inTurn).isEqualTo(address);
		assertThat(inTurn.getHostString()).isEqualTo("orders.test");
		assertThat(inTurn.plan()).isSameAs(plan);
		assertThat(inTurn.turn()).isEqualTo(1);
	}

}
