package dev.lifeguard.coding;

import dev.lifeguard.coding.FrameEnd.Step;

/**
 * Lengths of Zstandard's frames and of the blocks in them, the last of which says so.
 * <p>
 * Source: RFC 8878, section 3.1.
 */
final class ZstdFrames implements FrameEnd.Format {

	private static final long MAGIC = 0xFD2FB528L;

	private static final long SKIPPABLE = 0x184D2A50L;

	private static final int[] DICTIONARY_SIZES = { 0, 1, 2, 4 };

	private static final int CHECKSUM = 4;

	private static final int RLE = 1;

	private Field expected = Field.MAGIC;

	private boolean begun;

	private boolean checksum;

	@Override
	public int first() {
		return Field.MAGIC.size;
	}

	@Override
	public boolean isBetweenFrames() {
		return this.begun && this.expected == Field.MAGIC;
	}

	@Override
	public Step next(long field) {
		this.begun = true;
		return switch (this.expected) {
			case MAGIC -> magic(field);
			case SKIPPED -> then(Field.MAGIC, field);
			case DESCRIPTOR -> descriptor((int) field);
			case BLOCK -> block(field);
		};
	}

	private Step magic(long field) {
		if ((field & ~0xFL) == SKIPPABLE) {
			return then(Field.SKIPPED, 0);
		}
		// what is no frame has no end
		return then(Field.DESCRIPTOR, (field == MAGIC) ? 0 : Long.MAX_VALUE);
	}

	private Step descriptor(int field) {
		boolean single = (field >> 5 & 1) == 1;
		this.checksum = (field >> 2 & 1) == 1;
		int contentSize = (field >> 6 == 0) ? (single ? 1 : 0) : 1 << (field >> 6);
		return then(Field.BLOCK, (single ? 0 : 1) + DICTIONARY_SIZES[field & 3] + contentSize);
	}

	private Step block(long field) {
		long size = ((field >> 1 & 3) == RLE) ? 1 : field >> 3;
		boolean last = (field & 1) == 1;
		return last ? then(Field.MAGIC, size + (this.checksum ? CHECKSUM : 0)) : then(Field.BLOCK, size);
	}

	private Step then(Field field, long skip) {
		this.expected = field;
		return new Step(skip, field.size);
	}

	/**
	 * Field that contains a length.
	 */
	private enum Field {

		MAGIC(4), SKIPPED(4), DESCRIPTOR(1), BLOCK(3);

		private final int size;

		Field(int size) {
			this.size = size;
		}

	}

}
