package dev.lifeguard.shop;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.AutoConfigureMockRestServiceServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.client.MockRestServiceServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * An HTTP service whose group uses a client, with the mock in the place of its backend.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE,
		properties = { "spring.main.lazy-initialization=true",
				"lifeguard.clients.billing.base-url=http://billing.test" })
@AutoConfigureMockRestServiceServer
@DirtiesContext
class MockedGroupTests {

	@Test
	void mockAnswersTheGroup(@Autowired ShopApplication.Bills bills, @Autowired MockRestServiceServer server) {
		server.expect(requestTo("http://billing.test/bills")).andRespond(withSuccess("bill", MediaType.TEXT_PLAIN));
		assertThat(bills.all()).isEqualTo("bill");
		server.verify();
	}

}
