/**
 * Failure analyzers: wrong configuration stops start-up with an instruction.
 */
@NullMarked
package dev.lifeguard.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
