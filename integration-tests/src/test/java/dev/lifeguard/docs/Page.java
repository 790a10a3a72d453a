package dev.lifeguard.docs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Page of the documentation.
 */
final class Page {

	private static final Parser PARSER = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

	private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (\\S.*) -->");

	private static final Pattern ADDRESS = Pattern.compile("(?:href|src|srcset)=\"([^\"]+)\"");

	private static final Pattern NOT_IN_AN_ANCHOR = Pattern.compile("[^\\w\\- ]", Pattern.UNICODE_CHARACTER_CLASS);

	private static final Map<Path, Page> PAGES = new ConcurrentHashMap<>();

	private final Path file;

	private final Node document;

	Page(Path file) {
		this.file = file;
		this.document = PARSER.parse(Repository.read(file));
	}

	static Stream<Page> all() {
		return Repository.files(".md").map(Page::of);
	}

	/** Parsed once: many links lead to the same page. */
	private static Page of(Path file) {
		return PAGES.computeIfAbsent(file, Page::new);
	}

	private <T extends Node> Stream<T> nodes(Class<T> type) {
		return below(this.document).filter(type::isInstance).map(type::cast);
	}

	private static Stream<Node> below(Node node) {
		return Stream.iterate(node.getFirstChild(), Objects::nonNull, Node::getNext)
			.flatMap((child) -> Stream.concat(Stream.of(child), below(child)));
	}

	Stream<Fence> fences() {
		return nodes(FencedCodeBlock.class).map((block) -> new Fence(Repository.ROOT.relativize(this.file), line(block),
				language(block), block.getLiteral(), excuse(block)));
	}

	private static int line(Node block) {
		return block.getSourceSpans().get(0).getLineIndex() + 1;
	}

	private static String language(FencedCodeBlock block) {
		return block.getInfo().split(" ")[0];
	}

	private static String excuse(Node block) {
		if (block.getPrevious() instanceof HtmlBlock comment) {
			Matcher reason = NOT_RUN.matcher(comment.getLiteral());
			return reason.matches() ? reason.group(1) : "";
		}
		return "";
	}

	/**
	 * Return where the page's links and pictures are, those of other sites left out.
	 */
	Stream<String> links() {
		Stream<String> html = Stream
			.concat(nodes(HtmlBlock.class).map(HtmlBlock::getLiteral),
					nodes(HtmlInline.class).map(HtmlInline::getLiteral))
			.flatMap((literal) -> ADDRESS.matcher(literal).results())
			.map((address) -> address.group(1));
		Stream<String> markdown = Stream.concat(nodes(Link.class).map(Link::getDestination),
				nodes(Image.class).map(Image::getDestination));
		return Stream.concat(markdown, html).filter((link) -> !link.matches("[a-z]+:.*"));
	}

	/**
	 * Return whether the file is there that a link of this page leads to, and the heading
	 * in it.
	 * @param link the link
	 */
	boolean leadsSomewhere(String link) {
		String[] parts = link.split("#", 2);
		String path = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
		Path target = path.isEmpty() ? this.file : this.file.resolveSibling(path).normalize();
		return target.startsWith(Repository.ROOT) && Files.exists(target)
				&& (parts.length == 1 || of(target).anchors().contains(parts[1]));
	}

	/**
	 * Return the names that GitHub gives to the headings.
	 */
	Set<String> anchors() {
		Map<String, Integer> seen = new HashMap<>();
		return nodes(Heading.class).map((heading) -> anchor(text(heading)))
			.map((anchor) -> anchor + suffix(seen.merge(anchor, 1, Integer::sum)))
			.collect(Collectors.toSet());
	}

	static String anchor(String heading) {
		return NOT_IN_AN_ANCHOR.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
	}

	private static String suffix(int times) {
		return (times > 1) ? "-" + (times - 1) : "";
	}

	private static String text(Node node) {
		return below(node).map(Page::literal).collect(Collectors.joining());
	}

	private static String literal(Node node) {
		return (node instanceof Text text) ? text.getLiteral() : (node instanceof Code code) ? code.getLiteral() : "";
	}

	/**
	 * Return what a pattern finds, in code and elsewhere.
	 * @param pattern the pattern
	 */
	List<MatchResult> found(Pattern pattern) {
		return pattern.matcher(Repository.read(this.file)).results().toList();
	}

	/**
	 * Return the text between code and links.
	 */
	Stream<String> prose() {
		return nodes(Text.class).map(Text::getLiteral);
	}

	@Override
	public String toString() {
		return Repository.ROOT.relativize(this.file).toString();
	}

}
