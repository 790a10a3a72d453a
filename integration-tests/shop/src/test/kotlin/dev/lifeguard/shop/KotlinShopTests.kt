package dev.lifeguard.shop

import dev.lifeguard.test.Backend
import dev.lifeguard.test.BrokenBackend
import dev.lifeguard.test.LifeguardAssertions.assertThat
import dev.lifeguard.test.LifeguardAssertions.assertThatCall
import dev.lifeguard.test.LifeguardTester
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.beans.factory.annotation.Qualifier
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment
import org.springframework.web.client.RestClient
import java.time.Duration

/**
 * The kit in Kotlin.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class KotlinShopTests(@Autowired @Qualifier("orders") val client: RestClient, @Autowired val tester: LifeguardTester) {

	@BrokenBackend("orders")
	lateinit var orders: Backend

	private fun find(): String? = client.get().uri("/orders/7").retrieve().body(String::class.java)

	@Test
	fun `backend answers and fails`() {
		orders.body("3 buoys")
		assertThatCall { find() }.succeedsWithin(Duration.ofSeconds(5))
		orders.silent()
		assertThatCall { find() }.failsWithin(Duration.ofSeconds(5)).asTimedOut()
	}

	@Test
	fun `pool is filled`() {
		tester.exhaust("orders").use {
			assertThatCall { find() }.failsWithin(Duration.ofSeconds(5)).asExhausted()
		}
		assertThat(tester.snapshot("orders")).holdsNothing()
	}

}
