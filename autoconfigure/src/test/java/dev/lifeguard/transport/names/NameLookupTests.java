package dev.lifeguard.transport.names;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.transport.PassedLimit;
import dev.lifeguard.transport.UnresolvedNameException;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.netty.ReactorNetty;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link NameLookup}, with answers that the test gives.
 */
class NameLookupTests {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final InetSocketAddress NAME = InetSocketAddress.createUnresolved("orders.test", 80);

	private static final SocketAddress A = new InetSocketAddress("127.0.0.1", 80);

	private static final SocketAddress B = new InetSocketAddress("127.0.0.2", 80);

	private static Throwable timeout;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final AddressMemory memory = new AddressMemory(this.clock);

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final Promise<List<SocketAddress>> found = ImmediateEventExecutor.INSTANCE.newPromise();

	private final Deque<Promise<List<SocketAddress>>> asked = new ArrayDeque<>();

	private final List<String> told = new ArrayList<>();

	NameLookupTests() {
		this.channel.config().setConnectTimeoutMillis((int) CONNECT.toMillis());
		ReactorNetty.setChannelContext(this.channel, Context.of("a key", new Caller(), "other", "a value"));
	}

	/**
	 * Only the library's resolver makes such a failure.
	 */
	@BeforeAll
	static void askAServerThatDoesNotAnswer() throws IOException {
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
				DnsNameResolver resolver = new DnsNameResolverBuilder(loops.next())
					.datagramChannelType(NioDatagramChannel.class)
					.nameServerProvider(new SingletonDnsServerAddressStreamProvider(
							(InetSocketAddress) server.getLocalSocketAddress()))
					.queryTimeoutMillis(1)
					.build()) {
			timeout = resolver.resolve("orders.test.").awaitUninterruptibly().cause();
			assertThat(timeout).hasRootCauseInstanceOf(DnsNameResolverTimeoutException.class);
		}
		finally {
			loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
		}
	}

	@Test
	void addressIsHandedOn() {
		begin(this.channel);
		answer(A);
		assertThat(this.found.getNow()).containsExactly(A);
		assertThat(this.timer.size()).isZero();
	}

	@Test
	void connectHasTheTimeThatIsLeft() {
		begin(this.channel);
		this.clock.advance(Duration.ofMillis(500));
		answer(A);
		assertThat(this.channel.config().getConnectTimeoutMillis()).isEqualTo(1500);
	}

	@Test
	void callerIsToldOfAWaitAndOfItsEnd() {
		begin(this.channel);
		assertThat(this.told).containsExactly("asked");
		answer(A);
		assertThat(this.told).containsExactly("asked", "known");
	}

	@Test
	void answerThatIsThereIsNotWaitedFor() {
		Future<List<SocketAddress>> known = ImmediateEventExecutor.INSTANCE.newSucceededFuture(List.of(A));
		new NameLookup(NAME, (name) -> known, this.found, this.channel, CONNECT, this.memory).begin(this.timer);
		assertThat(this.found.getNow()).containsExactly(A);
		assertThat(this.told).containsExactly("known");
	}

	@Test
	void severalAddressesAreTriedInTurn() {
		begin(this.channel);
		answer(A, B, A);
		assertThat(this.found.getNow()).hasSize(4)
			.allMatch(AddressInTurn.class::isInstance)
			.containsExactly(A, B, A, B);
	}

	@Test
	void addressesTakeNoTurnsWhereTheLastPlanWasNotFollowed() {
		AddressPlan last = new AddressPlan(List.of((InetSocketAddress) A, (InetSocketAddress) B), this.memory, CONNECT,
				this.clock.getAsLong());
		this.memory.takesTurns(last);
		last.silent(0);
		this.clock.advance(Duration.ofMillis(101));
		begin(this.channel);
		answer(A, B);
		assertThat(this.found.getNow()).containsExactly(A, B).noneMatch(AddressInTurn.class::isInstance);
	}

	@Test
	void oneAddressThatIsThereTwiceTakesNoTurns() {
		begin(this.channel);
		answer(A, A);
		assertThat(this.found.getNow()).containsExactly(A, A).noneMatch(AddressInTurn.class::isInstance);
	}

	@Test
	void addressesThatAreNotResolvedTakeNoTurns() {
		begin(this.channel);
		answer(A, NAME);
		assertThat(this.found.getNow()).containsExactly(A, NAME).noneMatch(AddressInTurn.class::isInstance);
	}

	@Test
	void addressesThatAProxyConnectsToTakeNoTurns() {
		EmbeddedChannel proxied = new EmbeddedChannel(false, false);
		proxied.pipeline().addLast(new HttpProxyHandler(A));
		begin(proxied);
		answer(A, B);
		assertThat(this.found.getNow()).containsExactly(A, B).noneMatch(AddressInTurn.class::isInstance);
	}

	@Test
	void nameHasTheTimeOfItsConnect() {
		this.channel.config().setConnectTimeoutMillis(700);
		begin(this.channel);
		assertThat(this.timer.firstDelay()).isEqualTo(Duration.ofMillis(700));
		pass(Duration.ofMillis(700));
		assertThat(this.found.cause()).isInstanceOfSatisfying(UnresolvedNameException.class, (late) -> {
			assertThat(late).hasMessage("the name 'orders.test' was not resolved in time").hasNoCause();
			assertThat(late.passed()).isEqualTo(new PassedLimit(Phase.NAME, Duration.ofMillis(700),
					"a connect timeout of an HttpClientCustomizer"));
		});
	}

	@Test
	void nameOfAnUnknownChannelHasTheClientsTime() {
		begin(null);
		assertThat(this.timer.firstDelay()).isEqualTo(CONNECT);
		answer(A);
		assertThat(this.found.getNow()).containsExactly(A);
	}

	@Test
	void lookupEndsWithItsChannel() {
		begin(this.channel);
		this.channel.close();
		assertThat(this.found.cause()).isInstanceOf(ClosedChannelException.class);
		assertThat(this.timer.size()).isZero();
		answer(A);
		assertThat(this.told).containsExactly("asked");
	}

	@Test
	void nameThatIsUnknownIsNotAskedForAgain() {
		UnknownHostException unknown = new UnknownHostException("no such name");
		begin(this.channel);
		this.asked.remove().setFailure(unknown);
		assertThat(this.asked).isEmpty();
		assertThat(this.found.cause()).isInstanceOfSatisfying(UnresolvedNameException.class, (failed) -> {
			assertThat(failed).hasMessage("the name 'orders.test' could not be resolved: no such name")
				.hasCause(unknown);
			assertThat(failed.passed()).isNull();
		});
	}

	@Test
	void nameIsAskedForAgainIfItsAnswerWasLost() {
		begin(this.channel);
		lose();
		lose();
		answer(A);
		assertThat(this.found.getNow()).containsExactly(A);
	}

	@Test
	void nameIsAskedForThreeTimes() {
		begin(this.channel);
		lose();
		lose();
		Throwable last = lose();
		assertThat(this.asked).isEmpty();
		assertThat(this.found.cause()).isInstanceOf(UnresolvedNameException.class).hasCause(last);
	}

	@Test
	void answerThatIsLostAtTheEndOfTheTimeIsLate() {
		begin(this.channel);
		this.clock.advance(CONNECT);
		Throwable lost = lose();
		assertThat(this.asked).isEmpty();
		assertThat(this.found.cause()).hasMessage("the name 'orders.test' was not resolved in time").hasCause(lost);
	}

	@Test
	void failureWithoutAnEndIsLookedThroughToItsEnd() {
		begin(this.channel);
		this.asked.remove().setFailure(new OwnCause());
		assertThat(this.found.cause()).isInstanceOf(UnresolvedNameException.class);
	}

	private void begin(@Nullable Channel channel) {
		new NameLookup(NAME, this::ask, this.found, channel, CONNECT, this.memory).begin(this.timer);
	}

	private Future<List<SocketAddress>> ask(SocketAddress name) {
		assertThat(name).isSameAs(NAME);
		Promise<List<SocketAddress>> answer = ImmediateEventExecutor.INSTANCE.newPromise();
		this.asked.add(answer);
		return answer;
	}

	private void answer(SocketAddress... addresses) {
		this.asked.remove().setSuccess(List.of(addresses));
	}

	private Throwable lose() {
		Throwable lost = new UnknownHostException("orders.test").initCause(timeout);
		this.asked.remove().setFailure(lost);
		return lost;
	}

	private void pass(Duration time) {
		this.clock.advance(time);
		this.timer.runDue();
	}

	private final class Caller implements NameWait {

		@Override
		public void nameIsAskedFor(Channel channel) {
			assertThat(channel).isSameAs(NameLookupTests.this.channel);
			NameLookupTests.this.told.add("asked");
		}

		@Override
		public void nameIsKnown(Channel channel) {
			assertThat(channel).isSameAs(NameLookupTests.this.channel);
			NameLookupTests.this.told.add("known");
		}

	}

	@SuppressWarnings("serial")
	private static final class OwnCause extends Exception {

		@Override
		public synchronized Throwable getCause() {
			return this;
		}

	}

}
