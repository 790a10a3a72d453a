package dev.lifeguard.client.blocking;

import java.net.URI;
import java.util.List;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Headers}.
 */
class HeadersTests {

	private static final URI HERE = URI.create("http://orders.test/");

	private final HttpHeaders written = new HttpHeaders();

	private final DefaultHttpHeaders sent = new DefaultHttpHeaders();

	@Test
	void allValuesOfAHeaderAreCopied() {
		this.written.addAll("Accept", List.of("text/plain", "text/html"));
		this.written.add("X-Tenant", "a");
		checked().copyTo(this.sent);
		assertThat(this.sent.getAll("Accept")).containsExactly("text/plain", "text/html");
		assertThat(this.sent.getAll("X-Tenant")).containsExactly("a");
		assertThat(this.sent.names()).hasSize(2);
	}

	@Test
	void valuesOfTheLibraryAreReplaced() {
		this.sent.set("User-Agent", "the library");
		this.written.add("user-agent", "the application");
		checked().copyTo(this.sent);
		assertThat(this.sent.getAll("User-Agent")).containsExactly("the application");
	}

	@Test
	void copyCanBeMadeForEachRedirect() {
		this.written.add("X-Tenant", "a");
		Headers headers = checked();
		headers.copyTo(this.sent);
		headers.copyTo(this.sent);
		assertThat(this.sent.getAll("X-Tenant")).containsExactly("a");
	}

	@Test
	void whatCannotBeSentIsRefusedByNameAndNotByValue() {
		this.written.add("X-Token", "secret\r\nX-Injected: yes");
		assertThatIllegalArgumentException().isThrownBy(this::checked)
			.withMessage("the header 'X-Token' cannot be sent: character 7 of its value, U+000D, is not allowed");
	}

	@Test
	void methodAndUriAreChecked() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Headers.checked(HttpMethod.valueOf("CONNECT"), HERE, this.written))
			.withMessageContaining("CONNECT");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Headers.checked(HttpMethod.GET, URI.create("ftp://orders.test/"), this.written))
			.withMessageContaining("neither http:// nor https://");
	}

	private Headers checked() {
		return Headers.checked(HttpMethod.GET, HERE, this.written);
	}

}
