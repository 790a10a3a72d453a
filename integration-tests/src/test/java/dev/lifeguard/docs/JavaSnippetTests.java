package dev.lifeguard.docs;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Code that a page shows is part of a source that this build compiles, or it compiles by
 * itself. If it is less than a type, it is tried as a member or as an expression of one;
 * the imports are those of a list.
 */
class JavaSnippetTests {

	private static final String IMPORTS = Stream
		.of("java.net.*", "java.time.*", "java.util.*", "dev.lifeguard.autoconfigure.fleet.*", "dev.lifeguard.client.*",
				"dev.lifeguard.docs.ReadersApplication.*", "dev.lifeguard.failure.*", "dev.lifeguard.lease.Priority",
				"dev.lifeguard.retry.*", "dev.lifeguard.retry.Attempt.Answer", "dev.lifeguard.retry.RetryRule.Verdict",
				"io.github.resilience4j.circuitbreaker.*", "org.junit.jupiter.api.Test",
				"org.springframework.beans.factory.annotation.*", "org.springframework.boot.restclient.test.*",
				"org.springframework.boot.restclient.test.autoconfigure.*", "org.springframework.boot.test.context.*",
				"org.springframework.cloud.client.loadbalancer.*",
				"org.springframework.cloud.client.loadbalancer.reactive.*", "org.springframework.context.annotation.*",
				"org.springframework.core.*", "org.springframework.http.*", "org.springframework.http.client.*",
				"org.springframework.security.oauth2.client.*",
				"org.springframework.security.oauth2.client.web.client.*", "org.springframework.test.context.*",
				"org.springframework.test.context.bean.override.convention.*",
				"org.springframework.test.context.bean.override.mockito.*", "org.springframework.test.web.client.*",
				"org.springframework.web.bind.annotation.*", "org.springframework.web.client.*",
				"org.springframework.web.reactive.function.client.*", "org.springframework.web.service.annotation.*",
				"static dev.lifeguard.docs.ReadersApplication.*", "static org.assertj.core.api.Assertions.assertThat",
				"static org.springframework.http.MediaType.TEXT_PLAIN",
				"static org.springframework.test.web.client.match.MockRestRequestMatchers.*",
				"static org.springframework.test.web.client.response.MockRestResponseCreators.*")
		.map("import %s;"::formatted)
		.collect(Collectors.joining());

	private static final List<String> SURROUNDINGS = List.of("%s", "class Orders { %s }",
			"class Orders { RestClient orders; %s }", "class Orders { WebClient orders; %s }",
			"interface Orders { %s }",
			"class Orders { Object call(RestClient orders, long id) { Object result = %s; return result; } }");

	private static final Pattern TYPE = Pattern.compile("^(?:public )?(?:final )?(?:class|interface|record) (\\w+)",
			Pattern.MULTILINE);

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	/** Opens the jars of the class path once. */
	private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

	private static final String SOURCES = Repository.files(".java", ".kt")
		.map(Repository::read)
		.map(JavaSnippetTests::flat)
		.collect(Collectors.joining("\n"));

	@TempDir
	private Path folder;

	static Stream<Fence> java() {
		return Fence.in("java").filter(Fence::isRun);
	}

	static Stream<Fence> kotlin() {
		return Fence.in("kotlin");
	}

	@ParameterizedTest
	@MethodSource("java")
	void codeIsCompiled(Fence snippet) {
		if (!SOURCES.contains(flat(snippet.text()))) {
			assertThat(complaints(snippet.text())).as(snippet.toString()).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("kotlin")
	void kotlinIsThatOfATest(Fence snippet) {
		assertThat(SOURCES.contains(flat(snippet.text()))).as("%s is in a source", snippet).isTrue();
	}

	@Test
	void codeThatCannotBeCompiledIsFound() {
		assertThat(complaints("orders.get().uri(\"/\").retreive()")).anyMatch((it) -> it.contains("retreive"));
	}

	private static String flat(String code) {
		return code.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

	/**
	 * Return what the compiler says, in all surroundings unless the code fits into one.
	 */
	private List<String> complaints(String code) {
		Stream<String> sources = code.startsWith("package ") ? Stream.of(code)
				: SURROUNDINGS.stream().map((around) -> IMPORTS + around.formatted(code));
		List<List<String>> complaints = sources.map(this::compile).toList();
		return complaints.contains(List.<String>of()) ? List.of() : complaints.stream().flatMap(List::stream).toList();
	}

	private List<String> compile(String source) {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		COMPILER
			.getTask(null, FILES, diagnostics, List.of("-proc:none", "-d", this.folder.toString(), "-classpath",
					System.getProperty("java.class.path")), null, List.of(new Source(source)))
			.call();
		return diagnostics.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map((diagnostic) -> diagnostic.getMessage(Locale.ROOT))
			.toList();
	}

	/**
	 * Source that is in no file.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String text) {
			super(URI.create("string:///" + name(text) + ".java"), Kind.SOURCE);
			this.text = text;
		}

		private static String name(String text) {
			Matcher type = TYPE.matcher(text);
			return type.find() ? type.group(1) : "Orders";
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
