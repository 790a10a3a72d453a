package dev.lifeguard.transport.names;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalChannel;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class ResolverLoopTests {

	private final EventLoop loop = new DefaultEventLoop();

	private final ResolverLoop view = new ResolverLoop(this.loop);

	private final List<Object> closed = new ArrayList<>();

	@AfterEach
	void shutDown() {
		this.loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	@Test
	void tasksAndChannelsAreTheLoops() throws Exception {
		assertThat(this.view.submit(() -> this.loop.inEventLoop()).get(5, TimeUnit.SECONDS)).isTrue();
		assertThat(this.view.schedule(() -> this.view.inEventLoop(), 1, TimeUnit.MILLISECONDS).get(5, TimeUnit.SECONDS))
			.isTrue();
		LocalChannel channel = new LocalChannel();
		this.view.register(channel).syncUninterruptibly();
		assertThat(channel.eventLoop()).isSameAs(this.loop);
		channel.close().syncUninterruptibly();
	}

	@Test
	void endIsNotTheLoops() {
		this.view.end();
		assertThat(this.view.terminationFuture().isDone()).isTrue();
		assertThat(this.view.isShuttingDown()).isTrue();
		assertThat(this.loop.isShuttingDown()).isFalse();
		this.view.shutdownGracefully();
		assertThat(this.loop.isShuttingDown()).isFalse();
	}

	@Test
	void loopsEndIsTheViewsAsWell() {
		shutDown();
		await().until(() -> this.view.terminationFuture().isDone());
	}

	@Test
	void groupLetsGoOfWhatItMadeForAViewAndOfNothingElse() {
		Group group = new Group();
		ResolverLoop other = new ResolverLoop(this.loop);
		AddressResolver<InetSocketAddress> own = group.getResolver(this.view);
		AddressResolver<InetSocketAddress> others = group.getResolver(other);
		assertThat(group.getResolver(this.view)).isSameAs(own);
		this.view.end();
		assertThat(this.closed).containsExactly(own);
		assertThat(group.getResolver(other)).isSameAs(others);
		assertThatIllegalStateException().isThrownBy(() -> group.getResolver(this.view));
	}

	/**
	 * Notes which resolvers it closes.
	 */
	private final class Group extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetSocketAddressResolver(executor, new DefaultNameResolver(executor)) {

				@Override
				public void close() {
					ResolverLoopTests.this.closed.add(this);
				}

			};
		}

	}

}
