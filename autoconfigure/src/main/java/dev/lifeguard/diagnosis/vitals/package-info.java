/**
 * What a client's calls have been like, counted per second without a lock.
 */
@NullMarked
package dev.lifeguard.diagnosis.vitals;

import org.jspecify.annotations.NullMarked;
