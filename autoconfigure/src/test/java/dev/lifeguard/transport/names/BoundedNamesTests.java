package dev.lifeguard.transport.names;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.FixedAddresses;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NameResolver;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link BoundedNames}, on real event loops.
 */
class BoundedNamesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final InetSocketAddress NAME = InetSocketAddress.createUnresolved("orders.test", 80);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final LoopResources loops = LoopResources.create("names", 1, true);

	private final EventLoop loop = this.loops.onClient(false).next();

	private final Group group = new Group();

	private final BoundedNames names = bounded(this.group);

	@AfterEach
	void close() {
		this.names.close();
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(PATIENCE);
	}

	@Test
	void transportConnectsToWhatTheResolverBeneathSays() throws Exception {
		try (BoundedNames names = bounded(new FixedAddresses(List.of("127.0.0.1")));
				ScriptedServer server = ScriptedServer
					.start((exchange) -> exchange.send("HTTP/1.1 204 No Content\r\n\r\n"))) {
			String url = server.url().replace("127.0.0.1", "orders.test");
			HttpClient http = names.applyTo(HttpClient.newConnection().runOn(this.loops, false));
			assertThat(http.get().uri(url).response().block(PATIENCE).status().code()).isEqualTo(204);
		}
	}

	@Test
	void nameHasTheTimeOfTheChannelThatItIsLookedUpFor() {
		HttpClient http = this.names.applyTo(
				HttpClient.newConnection().runOn(this.loops, false).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 500));
		StepVerifier.create(http.get().uri("http://orders.test/").response())
			.then(() -> await().until(() -> this.timer.size() == 1))
			.then(() -> {
				assertThat(this.timer.firstDelay()).isEqualTo(Duration.ofMillis(500));
				this.clock.advance(Duration.ofMillis(500));
				this.timer.runDue();
			})
			.expectErrorMessage("the name 'orders.test' was not resolved in time")
			.verify(PATIENCE);
	}

	@Test
	void channelCountsForOneNameOnly() throws Exception {
		HttpClient http = this.names.applyTo(
				HttpClient.newConnection().runOn(this.loops, false).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5000));
		Disposable call = http.get().uri("http://orders.test/").response().subscribe();
		await().until(() -> this.timer.size() == 1);
		assertThat(this.timer.firstDelay()).isEqualTo(Duration.ofSeconds(5));
		this.loop.submit(() -> this.names.getResolver(this.loop).resolveAll(NAME)).get(10, TimeUnit.SECONDS);
		assertThat(this.timer.firstDelay()).isEqualTo(CONNECT);
		call.dispose();
	}

	@Test
	void resolverThatMayBlockIsAskedOutsideOfTheLoop() throws Exception {
		this.loop.submit(() -> this.names.getResolver(this.loop).resolveAll(NAME)).get(10, TimeUnit.SECONDS);
		await().until(() -> this.group.asked.size() == 1);
		assertThat(this.group.asked).containsExactly(false);
	}

	@Test
	void resolverThatNeverBlocksIsAskedOnTheLoop() throws Exception {
		Dns group = new Dns();
		try (BoundedNames names = bounded(group)) {
			this.loop.submit(() -> names.getResolver(this.loop).resolveAll(NAME)).get(10, TimeUnit.SECONDS);
			assertThat(group.asked).containsExactly(true);
		}
	}

	@Test
	void oneNameIsLookedUpByTheResolverBeneath() throws Exception {
		try (BoundedNames names = bounded(new FixedAddresses(List.of("127.0.0.1")))) {
			AddressResolver<SocketAddress> resolver = names.getResolver(this.loop);
			assertThat(resolver.isSupported(NAME)).isTrue();
			assertThat(resolver.isResolved(NAME)).isFalse();
			assertThat(resolver.resolve(NAME).get(10, TimeUnit.SECONDS))
				.isEqualTo(new InetSocketAddress("127.0.0.1", 80));
		}
	}

	@Test
	void resolversBeneathAreClosedWithTheGroup() {
		this.names.getResolver(this.loop);
		assertThat(this.group.made).hasSize(1);
		this.names.close();
		await().until(() -> this.group.closed.containsAll(this.group.made));
	}

	@Test
	void resolverThatIsMadeAfterTheEndIsClosedAtOnce() {
		this.names.close();
		AddressResolver<SocketAddress> late = this.names.getResolver(this.loop);
		assertThat(this.group.made).hasSize(1);
		await().until(() -> this.group.closed.containsAll(this.group.made));
		Future<List<SocketAddress>> lookup = late.resolveAll(NAME);
		assertThat(lookup.awaitUninterruptibly(10, TimeUnit.SECONDS)).isTrue();
		assertThat(lookup.cause()).hasCauseInstanceOf(RejectedExecutionException.class);
	}

	private BoundedNames bounded(AddressResolverGroup<?> group) {
		return new BoundedNames(group, CONNECT, this.clock, this.timer);
	}

	/**
	 * Never answers, and notes whether it is asked on its event loop.
	 */
	private static final class Silent extends AbstractAddressResolver<InetSocketAddress> {

		private final Queue<Boolean> asked;

		private final Runnable closed;

		Silent(EventExecutor executor, Queue<Boolean> asked, Runnable closed) {
			super(executor, InetSocketAddress.class);
			this.asked = asked;
			this.closed = closed;
		}

		@Override
		protected boolean doIsResolved(InetSocketAddress address) {
			return !address.isUnresolved();
		}

		@Override
		protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
			promise.setFailure(new UnknownHostException("one name is not asked for"));
		}

		@Override
		protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
			this.asked.add(executor().inEventLoop());
		}

		@Override
		public void close() {
			this.closed.run();
		}

	}

	/**
	 * A resolver group of the application's own.
	 */
	private static final class Group extends AddressResolverGroup<InetSocketAddress> {

		private final Queue<Boolean> asked = new ConcurrentLinkedQueue<>();

		private final List<EventExecutor> made = new ArrayList<>();

		private final Queue<EventExecutor> closed = new ConcurrentLinkedQueue<>();

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			this.made.add(executor);
			return new Silent(executor, this.asked, () -> this.closed.add(executor));
		}

	}

	/**
	 * The library's resolver group, with another resolver.
	 */
	private static final class Dns extends DnsAddressResolverGroup {

		private final Queue<Boolean> asked = new ConcurrentLinkedQueue<>();

		Dns() {
			super(new DnsNameResolverBuilder().datagramChannelType(NioDatagramChannel.class));
		}

		@Override
		protected AddressResolver<InetSocketAddress> newAddressResolver(EventLoop loop,
				NameResolver<InetAddress> names) {
			return new Silent(loop, this.asked, () -> {
			});
		}

	}

}
