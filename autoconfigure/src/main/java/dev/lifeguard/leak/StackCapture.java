package dev.lifeguard.leak;

/**
 * Time at which the stack of a caller is captured.
 *
 * @since 0.1.0
 */
public enum StackCapture {

	/** Never. */
	OFF,

	/** Not until the first suspicion, then always. */
	SAMPLED,

	/** Always; costs each call a stack walk. */
	ALWAYS

}
