package dev.lifeguard.benchmarks.growth;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The cost of a call in relation to that of the smallest size: a colour for each topic,
 * ours drawn through and the peer's dashed.
 */
final class GrowthPicture {

	private static final Color[] COLOURS = { new Color(0x1f77b4), new Color(0x7f7f7f), new Color(0xd62728),
			new Color(0x2ca02c), new Color(0x9467bd) };

	private static final float WIDTH = 2.5f;

	private static final BasicStroke DASHED = new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
			new float[] { 8, 6 }, 0);

	private static final int DPI = 96;

	private GrowthPicture() {
	}

	static void draw(Results results, List<Topic> topics, Path file) throws IOException {
		XYChart chart = new XYChartBuilder().width(960)
			.height(540)
			.title("Processor time of a call when there is more of everything")
			.xAxisTitle("how many")
			.yAxisTitle("relative to the fewest")
			.build();
		chart.getStyler()
			.setXAxisLogarithmic(true)
			.setYAxisMin(0.0)
			.setLegendPosition(LegendPosition.OutsideE)
			.setChartBackgroundColor(Color.WHITE);
		for (Topic topic : topics) {
			topic.contestants().forEach((contestant) -> add(chart, results, topic, contestant));
		}
		BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG, DPI);
	}

	private static void add(XYChart chart, Results results, Topic topic, Contestant contestant) {
		int[] sizes = IntStream.of(topic.sizes())
			.boxed()
			.sorted(Comparator.comparingDouble((size) -> place(results, topic, contestant, size)))
			.mapToInt(Integer::intValue)
			.toArray();
		double[] x = IntStream.of(sizes).mapToDouble((size) -> place(results, topic, contestant, size)).toArray();
		double[] y = IntStream.of(sizes)
			.mapToDouble((size) -> results.growth(topic, contestant, size).median())
			.toArray();
		boolean ours = contestant == Contestant.OURS;
		XYSeries series = chart.addSeries(topic.title() + (ours ? "" : ", peer"), x, y);
		series.setLineColor(COLOURS[topic.ordinal()]);
		series.setLineStyle(ours ? new BasicStroke(WIDTH) : DASHED);
		series.setMarker(ours ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
		series.setMarkerColor(COLOURS[topic.ordinal()]);
	}

	/**
	 * A rate is what was reached, which may be less than what was wanted.
	 */
	private static double place(Results results, Topic topic, Contestant contestant, int size) {
		return (topic == Topic.RATE) ? results.spread(topic, contestant, size, CostTable.REACHED).median() : size;
	}

}
