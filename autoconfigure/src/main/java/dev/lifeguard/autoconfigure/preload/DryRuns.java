package dev.lifeguard.autoconfigure.preload;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.lifeguard.registry.ClientRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One dry run for each kind of client that the application has, and that no other
 * application of this JVM had before: its classes are loaded. What fails is left to the
 * first call.
 */
final class DryRuns implements Runnable, AutoCloseable {

	private static final Log logger = LogFactory.getLog(DryRuns.class);

	/** Kinds whose dry run has succeeded in this JVM. */
	static final Set<ClientKind> LOADED = ConcurrentHashMap.newKeySet();

	private final ClientRegistry registry;

	private final Set<ClientKind> loaded;

	private final Function<ClientKind, DryRun> runs;

	private volatile boolean closed;

	private volatile @Nullable DryRun current;

	DryRuns(ClientRegistry registry, Set<ClientKind> loaded, Function<ClientKind, DryRun> runs) {
		this.registry = registry;
		this.loaded = loaded;
		this.runs = runs;
	}

	@Override
	public void run() {
		ClientKind.of(this.registry.clients()).forEach(this::run);
	}

	private void run(ClientKind kind) {
		if (this.closed || this.loaded.contains(kind)) {
			return;
		}
		try (DryRun run = this.runs.apply(kind)) {
			this.current = run;
			if (!this.closed) {
				run.run();
				this.loaded.add(kind);
			}
		}
		catch (Exception | LinkageError ex) {
			logger.debug("preload: the first call of a client loads what is missing: " + kind, ex);
		}
		this.current = null;
	}

	/**
	 * End what is under way. It fails at once, and so does what would come after it.
	 */
	@Override
	public void close() {
		this.closed = true;
		DryRun run = this.current;
		if (run != null) {
			run.close();
		}
	}

}
