package dev.lifeguard.docs;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parts of poms on the pages name artifacts that this build has, or uses.
 */
class XmlSnippetTests {

	private static final List<String> POMS = Repository.files("/pom.xml").map(Repository::read).toList();

	static Stream<Fence> snippets() {
		return Fence.in("xml");
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void artifactsExist(Fence snippet) throws Exception {
		Element root = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(snippet.text())))
			.getDocumentElement();
		assertThat(Stream.of(root.getTagName())).containsAnyOf("project", "dependency", "plugin");
		assertThat(artifacts(root)).as(snippet.toString()).isNotEmpty().allSatisfy((artifact) -> {
			String id = value(artifact, "artifactId");
			assertThat(POMS).anyMatch((pom) -> pom.contains("<artifactId>" + id + "</artifactId>"));
			assertThat(value(artifact, "version")).isIn("", version(id));
		});
	}

	private static Stream<Element> artifacts(Element root) {
		Stream<Element> inside = Stream.of("dependency", "plugin").flatMap((name) -> elements(root, name));
		return root.getTagName().equals("project") ? inside : Stream.of(root);
	}

	private static String version(String artifact) {
		return System.getProperty(artifact.startsWith("lifeguard-") ? "lifeguard.version" : "spring-boot.version");
	}

	private static String value(Element artifact, String name) {
		return elements(artifact, name).map(Element::getTextContent).findFirst().orElse("");
	}

	private static Stream<Element> elements(Element root, String name) {
		NodeList found = root.getElementsByTagName(name);
		return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
	}

}
