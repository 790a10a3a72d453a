package dev.lifeguard.coding;

import dev.lifeguard.coding.FrameEnd.Step;

/**
 * Lengths of Snappy's framing format: a byte for the kind of a chunk and three for its
 * length. Nothing in it says which chunk is the last.
 * <p>
 * Source: framing_format.txt of Snappy, section 2.
 */
final class SnappyFrames implements FrameEnd.Format {

	private static final int FIELD = 4;

	private boolean begun;

	@Override
	public int first() {
		return FIELD;
	}

	@Override
	public Step next(long field) {
		this.begun = true;
		return new Step(field >> Byte.SIZE, FIELD);
	}

	@Override
	public boolean isBetweenFrames() {
		return this.begun;
	}

}
