package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.time.Fence;

/**
 * Heartbeats of the members, from a start to a stop, on daemon threads of their own.
 * <p>
 * One thread looks several times per heartbeat at who is due, and never talks to the
 * store. Each group has at most one thread that does: as long as it waits for an answer,
 * nothing else of its group is sent, and no other group is affected.
 */
final class Heartbeats {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final long LONGEST = Duration.ofSeconds(1).toNanos();

	private final Fence fence = Fence.ofThread();

	private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1,
			daemons("lifeguard-fleet-timer"));

	private final ExecutorService workers = Executors.newCachedThreadPool(daemons("lifeguard-fleet"));

	private final BudgetStore store;

	private final List<Group> groups;

	private final CountDownLatch present;

	private volatile boolean leaving;

	private volatile boolean mayBeOpen;

	private Heartbeats(Collection<FleetMember> members, BudgetStore store) {
		this.store = store;
		this.groups = members.stream()
			.collect(Collectors.groupingBy((member) -> String.valueOf(member.settings().group())))
			.values()
			.stream()
			.map(Group::new)
			.toList();
		this.present = new CountDownLatch(this.groups.size());
	}

	private static ThreadFactory daemons(String name) {
		return (task) -> {
			Thread thread = new Thread(null, task, name, 0, false);
			thread.setContextClassLoader(Heartbeats.class.getClassLoader());
			thread.setDaemon(true);
			return thread;
		};
	}

	/**
	 * Let members be heard of, beginning now. It returns at once.
	 * @param members the members, which have begun
	 * @param store where they are heard
	 * @return their heartbeats
	 */
	static Heartbeats start(Collection<FleetMember> members, BudgetStore store) {
		Heartbeats heartbeats = new Heartbeats(members, store);
		heartbeats.timer.scheduleWithFixedDelay(heartbeats::look, 0, period(members), TimeUnit.NANOSECONDS);
		return heartbeats;
	}

	private static long period(Collection<FleetMember> members) {
		return members.stream()
			.mapToLong((member) -> member.settings().lookPeriod().toNanos())
			.reduce(LONGEST, Math::min);
	}

	private void look() {
		if (!this.leaving) {
			this.groups.forEach((group) -> this.fence.run(group::look));
		}
	}

	/**
	 * Let all members leave, as soon as their connections are closed, and end all
	 * threads. It waits for that, but for a second at most.
	 */
	void stop() {
		this.leaving = true;
		this.timer.scheduleWithFixedDelay(() -> this.groups.forEach(Group::leave), 0, 20, TimeUnit.MILLISECONDS);
		this.timer.schedule(() -> this.mayBeOpen = true, PATIENCE.toMillis() / 2, TimeUnit.MILLISECONDS);
		try {
			this.present.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		close();
	}

	/**
	 * End all threads, even those that wait for an answer.
	 */
	void close() {
		this.groups.forEach(Group::end);
		this.timer.shutdownNow();
		this.workers.shutdownNow();
	}

	/**
	 * Members that share a budget.
	 */
	private final class Group {

		private final List<FleetMember> members;

		private final AtomicBoolean busy = new AtomicBoolean();

		Group(List<FleetMember> members) {
			this.members = members;
		}

		void look() {
			boolean due = false;
			for (FleetMember member : this.members) {
				due |= member.look();
			}
			if (due) {
				tell((member) -> member.renew(Heartbeats.this.store), () -> this.busy.set(false));
			}
		}

		/**
		 * A group that has left stays busy: nothing else is sent.
		 */
		void leave() {
			if (Heartbeats.this.mayBeOpen || this.members.stream().allMatch(FleetMember::isClosed)) {
				tell((member) -> member.leave(Heartbeats.this.store), Heartbeats.this.present::countDown);
			}
		}

		void end() {
			this.members.forEach(FleetMember::end);
		}

		private void tell(Consumer<FleetMember> message, Runnable told) {
			if (this.busy.compareAndSet(false, true)) {
				try {
					Heartbeats.this.workers.execute(() -> {
						this.members.forEach((member) -> Heartbeats.this.fence.accept(message, member));
						told.run();
					});
				}
				catch (RejectedExecutionException ex) {
					// closed in the meantime
				}
			}
		}

	}

}
