package dev.lifeguard.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link OnLoop}.
 */
class OnLoopTests {

	private final List<String> ran = new ArrayList<>();

	@Test
	void taskRunsInATurnOfTheChannelsLoop() {
		EmbeddedChannel channel = new EmbeddedChannel();
		OnLoop.run(channel, () -> this.ran.add("task"));
		assertThat(this.ran).isEmpty();
		channel.runPendingTasks();
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void callOfAChannelWhoseLoopWasShutDownIsOver() {
		EventLoop loop = new DefaultEventLoop();
		LocalChannel channel = new LocalChannel();
		loop.register(channel).syncUninterruptibly();
		User call = new User();
		call.takeOver(channel);
		loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
		OnLoop.run(channel, () -> this.ran.add("task"));
		assertThat(this.ran).isEmpty();
		assertThat(call.lost).containsExactly(channel);
	}

	@Test
	void callOfAChannelWhoseLoopRunsGoesOn() {
		EmbeddedChannel channel = new EmbeddedChannel();
		User call = new User();
		call.takeOver(channel);
		OnLoop.run(channel, () -> this.ran.add("task"));
		channel.runPendingTasks();
		assertThat(call.lost).isEmpty();
	}

	@Test
	void otherTaskRunsInsteadAndOnlyIfTheLoopTakesNone() {
		OnLoop.run(Runnable::run, () -> this.ran.add("task"), () -> this.ran.add("otherwise"));
		assertThat(this.ran).containsExactly("task");
		OnLoop.run((task) -> {
			throw new RejectedExecutionException("terminated");
		}, () -> this.ran.add("late"), () -> this.ran.add("otherwise"));
		assertThat(this.ran).containsExactly("task", "otherwise");
	}

	private static final class User extends Bound {

		private final List<Channel> lost = new ArrayList<>();

		@Override
		protected void unbound(Channel channel) {
			this.lost.add(channel);
		}

	}

}
