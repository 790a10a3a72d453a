package dev.lifeguard.shop

import dev.lifeguard.test.Backend
import dev.lifeguard.test.BrokenBackend
import dev.lifeguard.test.LifeguardAssertions.assertThatCall
import dev.lifeguard.test.LifeguardTester
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.beans.factory.annotation.Qualifier
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment
import org.springframework.context.annotation.Import
import org.springframework.web.client.RestClient
import org.springframework.web.client.requiredBody
import org.springframework.web.reactive.function.client.WebClient
import org.springframework.web.reactive.function.client.awaitBody
import java.time.Duration

/**
 * The code in Kotlin that the first steps show.
 */
class OrderSearch(
	@Qualifier("orders") private val blocking: RestClient,
	@Qualifier("orders") private val reactive: WebClient,
) {

	fun find(id: Long): String = blocking.get().uri("/orders/{id}", id).retrieve().requiredBody()

	suspend fun await(id: Long): String = reactive.get().uri("/orders/{id}", id).retrieve().awaitBody()

}

/**
 * Spring's extensions for Kotlin on both clients.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@Import(OrderSearch::class)
class KotlinClientTests(@Autowired val search: OrderSearch, @Autowired val tester: LifeguardTester) {

	@BrokenBackend("orders")
	lateinit var orders: Backend

	@Test
	fun `both clients read a body`() {
		orders.body("3 buoys")
		assertThat(search.find(7)).isEqualTo("3 buoys")
		assertThat(runBlocking { search.await(7) }).isEqualTo("3 buoys")
	}

	@Test
	fun `coroutine without a permit fails`() {
		tester.exhaust("orders").use {
			assertThatCall { runBlocking { search.await(7) } }.failsWithin(Duration.ofSeconds(5)).asExhausted()
		}
	}

	@Test
	fun `coroutine that is cancelled releases its permit`() {
		orders.silent()
		runBlocking {
			val call = launch(Dispatchers.Default) { search.await(7) }
			orders.awaitRequests(1)
			assertThat(tester.snapshot("orders").active()).isEqualTo(1)
			call.cancelAndJoin()
		}
		tester.awaitIdle("orders")
		assertThat(tester.snapshot("orders").active()).isZero()
	}

}
