package dev.lifeguard.transport.names;

import java.net.InetSocketAddress;

/**
 * Address of a name that is tried in its turn: the transport connects to one after the
 * other, and {@link ConnectTurn} recognises them.
 */
@SuppressWarnings("serial")
final class AddressInTurn extends InetSocketAddress {

	private final transient AddressPlan plan;

	private final int turn;

	AddressInTurn(InetSocketAddress address, AddressPlan plan, int turn) {
		super(address.getAddress(), address.getPort());
		this.plan = plan;
		this.turn = turn;
	}

	AddressPlan plan() {
		return this.plan;
	}

	int turn() {
		return this.turn;
	}

}
