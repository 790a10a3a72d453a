package dev.lifeguard.fleet.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.ModelStore;
import dev.lifeguard.fleet.Renewal;
import org.jspecify.annotations.Nullable;

/**
 * Store that fails: a copy that is up to two seconds old takes its place, or nothing.
 */
interface Engine {

	/**
	 * Answer a message.
	 * @param renewal the message
	 */
	@Nullable Grant renew(Renewal renewal);

	/**
	 * Keep a copy of everything, twice a second.
	 */
	void keep();

	/**
	 * Go on with a copy.
	 * @param halfSeconds how old it is
	 */
	void failOver(int halfSeconds);

	/**
	 * Lose everything.
	 */
	void lose();

	/**
	 * Return how much is given to members, or kept back, once the store knows all.
	 */
	int given();

	/**
	 * Return the store of this module.
	 * @param wallMillis the clock of its machine
	 */
	static Engine of(LongSupplier wallMillis) {
		return new OfModel(new ModelStore(wallMillis));
	}

	/**
	 * The store of this module.
	 */
	final class OfModel implements Engine {

		private static final int COPIES = 5;

		private final ModelStore store;

		private final Deque<ModelStore.State> copies = new ArrayDeque<>();

		private OfModel(ModelStore store) {
			this.store = store;
		}

		@Override
		public @Nullable Grant renew(Renewal renewal) {
			return this.store.renew(renewal);
		}

		@Override
		public void keep() {
			this.copies.addFirst(this.store.copy());
			if (this.copies.size() > COPIES) {
				this.copies.removeLast();
			}
		}

		@Override
		public void failOver(int halfSeconds) {
			this.copies.stream().skip(halfSeconds).findFirst().ifPresent(this.store::restore);
		}

		@Override
		public void lose() {
			this.store.clear();
			this.copies.clear();
		}

		@Override
		public int given() {
			return this.store.knowsAll() ? this.store.given() : 0;
		}

	}

}
