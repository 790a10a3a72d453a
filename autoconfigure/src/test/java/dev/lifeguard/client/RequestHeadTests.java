package dev.lifeguard.client;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link RequestHead}: what cannot be sent is named, and no value is shown.
 */
class RequestHeadTests {

	private static final URI HERE = URI.create("http://orders.test/");

	private final Map<String, List<String>> headers = new LinkedHashMap<>();

	@Test
	void usualRequestIsFine() {
		this.headers.put("Accept", List.of("text/plain", "text/html"));
		this.headers.put("X-Umlaut", List.of("\u00e4\t\u00e4"));
		this.headers.put("Content-Length", List.of("3"));
		assertThatNoException().isThrownBy(() -> check("GET", HERE));
		assertThatNoException().isThrownBy(() -> check("PROPFIND", URI.create("HTTPS://orders.test/")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET ", "GE\nT", "G\u00e4T" })
	void methodThatIsNoTokenIsRefused(String method) {
		assertThatIllegalArgumentException().isThrownBy(() -> check(method, HERE)).withMessageContaining("method");
	}

	@Test
	void tunnelIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> check("CONNECT", HERE))
			.withMessage("the method 'CONNECT' cannot be sent: it would make a tunnel of a pooled connection");
	}

	@ParameterizedTest
	@CsvSource({ "ftp://user:secret@orders.test/a?key=secret, ftp:/a", "/a?key=secret, /a", "mailto:secret, mailto:" })
	void uriOfAnotherSchemeIsRefusedAndShownWithoutSecrets(URI uri, String shown) {
		assertThatIllegalArgumentException().isThrownBy(() -> check("GET", uri))
			.withMessage("the URI '%s' cannot be requested: it begins with neither http:// nor https://", shown);
	}

	@Test
	void uriWithoutAHostIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> check("GET", URI.create("http:/a?key=secret")))
			.withMessage("the URI 'http:/a' cannot be requested: it has no host");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X Tenant", "X-Tenant:", "X-T\u00e4nant", "X\r\nInjected" })
	void headerNameThatIsNoTokenIsRefused(String name) {
		this.headers.put(name, List.of("a"));
		assertThatIllegalArgumentException().isThrownBy(() -> check("GET", HERE))
			.withMessageStartingWith("the header name '")
			.withMessageEndingWith("' cannot be sent: it is not a token")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("\n"));
	}

	@Test
	void valueWithALineBreakIsRefusedAndNotShown() {
		this.headers.put("X-Token", List.of("fine", "secret\r\nX-Injected: yes"));
		assertThatIllegalArgumentException().isThrownBy(() -> check("GET", HERE))
			.withMessage("the header 'X-Token' cannot be sent: character 7 of its value, U+000D, is not allowed");
	}

	@Test
	void valueThatIsNullIsRefused() {
		this.headers.put("X-Token", Arrays.asList((String) null));
		assertThatIllegalArgumentException().isThrownBy(() -> check("GET", HERE))
			.withMessage("the header 'X-Token' cannot be sent: its value is null");
	}

	@Test
	void lengthAndChunksTogetherAreRefusedWhateverTheirCase() {
		this.headers.put("content-length", List.of("3"));
		this.headers.put("TRANSFER-ENCODING", List.of("Chunked"));
		assertThatIllegalArgumentException().isThrownBy(() -> check("PUT", HERE))
			.withMessage("the headers 'Content-Length' and 'Transfer-Encoding' cannot be sent together: "
					+ "each says where the body ends");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "gzip, chunked", "chunked, chunked", "" })
	void otherCodingsThanChunksAreRefused(String coding) {
		this.headers.put("Transfer-Encoding", List.of(coding));
		assertThatIllegalArgumentException().isThrownBy(() -> check("PUT", HERE))
			.withMessage("the header 'Transfer-Encoding' cannot be sent: only 'chunked' is possible, and only once");
	}

	@Test
	void chunksTwiceAreRefused() {
		this.headers.put("Transfer-Encoding", List.of("chunked", "chunked"));
		assertThatIllegalArgumentException().isThrownBy(() -> check("PUT", HERE)).withMessageContaining("only once");
	}

	@Test
	void chunksAloneAreFine() {
		this.headers.put("Transfer-Encoding", List.of("chunked"));
		assertThatNoException().isThrownBy(() -> check("PUT", HERE));
	}

	@Test
	void lengthThatIsNoneIsRefused() {
		this.headers.put("Content-Length", List.of("3, 3"));
		assertThatIllegalArgumentException().isThrownBy(() -> check("PUT", HERE))
			.withMessageContaining("its value is not a number of bytes");
	}

	@Test
	void uriIsSentInAscii() {
		assertThat(RequestHead.sent(HERE)).isSameAs(HERE);
		assertThat(RequestHead.sent(URI.create("http://orders.test/\u00e4?q=%2F")))
			.hasToString("http://orders.test/%C3%A4?q=%2F");
	}

	@Test
	void nameIsShownOnOneLineAndNotEndlessly() {
		assertThat(RequestHead.shown("a\r\nb \u00e4")).isEqualTo("a\\u000d\\u000ab\\u0020\\u00e4");
		assertThat(RequestHead.shown("x".repeat(40))).isEqualTo("x".repeat(40));
		assertThat(RequestHead.shown("x".repeat(41))).isEqualTo("x".repeat(40) + "...");
	}

	private void check(String method, URI uri) {
		RequestHead.check(method, uri, this.headers::forEach);
	}

}
