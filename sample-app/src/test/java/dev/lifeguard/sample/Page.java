package dev.lifeguard.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.core.io.ClassPathResource;

/**
 * The sample's page in a browser without a window, as its reader sees and uses it.
 */
final class Page implements AutoCloseable {

	static final String MISSING = "There is no browser: apt-get install chromium chromium-driver";

	private static final Path BROWSER = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Path SCREENSHOTS = Path.of("target/screenshots");

	private static final String FAULTS = """
			const done = arguments[0];
			axe.run().then(({ violations }) => done(violations
				.filter(({ impact }) => ["serious", "critical"].includes(impact))
				.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" "))));
			""";

	private static final String PIXELS = """
			const probe = document.body.appendChild(document.createElement("i"));
			probe.style.color = `var(--${arguments[1]})`;
			const color = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
			probe.remove();
			const canvas = document.querySelector(`#${arguments[0]} canvas`);
			const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
			return data.reduce((sum, _, i) => sum + (i % 4 === 0 && color.every((c, k) => data[i + k] === c)), 0);
			""";

	private final ChromeDriver driver;

	Page() {
		this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
				options());
		size(1440, 1000);
		colors("light");
	}

	private static ChromeOptions options() {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BROWSER.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars",
				"--disable-lcd-text");
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		return options;
	}

	static boolean hasBrowser() {
		return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
	}

	void open(int port) {
		this.driver.get("http://127.0.0.1:" + port + "/");
		await().until(() -> number("plain-answered") > 0 && number("lifeguard-answered") > 0);
	}

	void size(int width, int height) {
		cdp("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	/**
	 * Prefer light or dark, as the system's setting does.
	 */
	void colors(String scheme) {
		cdp("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	void top() {
		this.driver.executeScript("scrollTo(0, 0)");
	}

	private void cdp(String command, Map<String, Object> parameters) {
		this.driver.executeCdpCommand(command, parameters);
	}

	WebElement element(String id) {
		return this.driver.findElement(By.id(id));
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	void press(String id) {
		element(id).click();
	}

	boolean isPressed(String id) {
		return "true".equals(element(id).getDomAttribute("aria-pressed"));
	}

	/**
	 * Return what is written in an element, whether or not it is scrolled into view.
	 */
	String text(String id) {
		return String
			.valueOf(this.driver.executeScript("return document.getElementById(arguments[0]).textContent", id));
	}

	int number(String id) {
		String digits = text(id).replaceAll("\\D", "");
		return digits.isEmpty() ? 0 : Integer.parseInt(digits);
	}

	/**
	 * Return how many pixels of a plot have a colour of the page.
	 */
	long pixels(String plot, String color) {
		return (Long) this.driver.executeScript(PIXELS, plot, color);
	}

	long width() {
		return (Long) this.driver.executeScript("return document.documentElement.scrollWidth");
	}

	/**
	 * Return what axe finds that keeps people from using the page.
	 */
	@SuppressWarnings("unchecked")
	List<String> faults() throws IOException {
		this.driver.executeScript(new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8));
		return (List<String>) this.driver.executeAsyncScript(FAULTS);
	}

	List<LogEntry> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.toList();
	}

	void screenshot(String name) throws IOException {
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
