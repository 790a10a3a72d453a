package dev.lifeguard.benchmarks.baddays;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.report.Report;
import dev.lifeguard.benchmarks.report.Spread;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Charts of the measurements.
 *
 * @param results what was measured
 */
record Charts(Results results) {

	private static final int WIDTH = 900;

	private static final int HEIGHT = 500;

	private static final int PEERS = 3;

	private static final List<Color> COLOURS = List.of(new Color(0xC62828), new Color(0x1565C0), new Color(0x757575),
			new Color(0xA5A5A5), new Color(0xC9B79C), new Color(0x212121));

	private static final Color GRID = new Color(0xE0E0E0);

	void write(Report report) throws IOException {
		if (this.results.scenarios().contains(Scenario.SLOW)) {
			save(timeSeries(Scenario.SLOW), report, "bad-days-slow");
		}
		save(bars(), report, "bad-days");
	}

	private static void save(Chart<?, ?> chart, Report report, String name) throws IOException {
		chart.getStyler().setChartBackgroundColor(Color.WHITE);
		BitmapEncoder.saveBitmap(chart, report.picture(name).toString(), BitmapEncoder.BitmapFormat.PNG);
	}

	private XYChart timeSeries(Scenario scenario) {
		XYChart chart = new XYChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(scenario.title() + " between the two lines; Lifeguard has five lines of settings")
			.xAxisTitle("seconds")
			.yAxisTitle("good calls per second")
			.build();
		chart.getStyler().setPlotGridLinesColor(GRID).setLegendPosition(LegendPosition.OutsideS);
		chart.getStyler().setYAxisMin(0.0).setXAxisMin(0.0);
		for (long border : List.of(Timeline.TROUBLE, Timeline.AFTER)) {
			chart.addAnnotation(new AnnotationLine(Timeline.seconds(border), true, false));
		}
		List<Contestant> shown = shown(scenario);
		for (int i = 0; i < shown.size(); i++) {
			addLine(chart, scenario, shown.get(i), COLOURS.get(i));
		}
		return chart;
	}

	private List<Contestant> shown(Scenario scenario) {
		return Stream
			.of(this.results.contestants(scenario, "tuned").stream().filter(Contestant::isOurs),
					bestPeers(scenario, "defaults").limit(PEERS), bestPeers(scenario, "tuned").limit(1))
			.flatMap((those) -> those)
			.toList();
	}

	private Stream<Contestant> bestPeers(Scenario scenario, String variant) {
		return this.results.contestants(scenario, variant)
			.stream()
			.filter((one) -> !one.isOurs())
			.sorted(Comparator.comparingDouble((one) -> -this.results.spread(scenario, one, Measure.EPISODE).median()));
	}

	private void addLine(XYChart chart, Scenario scenario, Contestant contestant, Color colour) {
		List<Row> rows = this.results.of(scenario, contestant);
		int windows = rows.get(0).series().good().size();
		double[] seconds = IntStream.range(0, windows)
			.mapToDouble((window) -> Timeline.seconds(window * Timeline.WINDOW))
			.toArray();
		double[] good = IntStream.range(0, windows)
			.mapToDouble(
					(window) -> Spread.of(rows.stream().mapToDouble((row) -> row.series().good().get(window))).median()
							/ Timeline.seconds(Timeline.WINDOW))
			.toArray();
		chart.addSeries(contestant.label(), seconds, good)
			.setMarker(SeriesMarkers.NONE)
			.setLineColor(colour)
			.setLineStyle(new BasicStroke((contestant.isOurs()) ? 3 : 2));
	}

	private CategoryChart bars() {
		CategoryChart chart = new CategoryChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title("Good calls per second while the trouble lasts")
			.build();
		chart.getStyler().setPlotGridLinesColor(GRID).setLegendPosition(LegendPosition.OutsideS);
		chart.getStyler()
			.setAvailableSpaceFill(0.8)
			.setOverlapped(false)
			.setSeriesColors(new Color[] { COLOURS.get(0), COLOURS.get(1), COLOURS.get(2), COLOURS.get(4) });
		addBars(chart, "Lifeguard, five lines", "tuned", (found) -> found.oursMeasured().median());
		addBars(chart, "Lifeguard, defaults", "defaults", (found) -> found.oursMeasured().median());
		addBars(chart, "best peer in defaults", "defaults", (found) -> found.peerMeasured().median());
		addBars(chart, "best tuned peer", "tuned", (found) -> found.peerMeasured().median());
		return chart;
	}

	private void addBars(CategoryChart chart, String title, String variant, Function<Standing, Double> height) {
		List<Scenario> scenarios = this.results.scenarios();
		List<Double> heights = scenarios.stream()
			.map((scenario) -> Standing.of(this.results, scenario, Measure.TROUBLE, variant).map(height).orElse(0.0))
			.toList();
		chart.addSeries(title, scenarios.stream().map(Scenario::word).toList(), heights);
	}

}
