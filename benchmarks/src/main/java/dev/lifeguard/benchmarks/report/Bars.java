package dev.lifeguard.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/**
 * A chart with a bar for each contestant; ours are red and the others pale.
 *
 * @since 0.1.0
 */
public final class Bars {

	private static final int WIDTH = 900;

	private static final int HEIGHT = 500;

	private static final int UPRIGHT = 90;

	private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

	private static final Color OURS = new Color(0xC62828);

	private static final Color OTHERS = new Color(0xB8C4CE);

	private Bars() {
	}

	/**
	 * Draw a chart.
	 * @param file where it is written to
	 * @param title what it shows
	 * @param axis what the height of a bar is
	 * @param bars the bars, from left to right
	 * @throws IOException if it cannot be written
	 */
	public static void draw(Path file, String title, String axis, List<Bar> bars) throws IOException {
		CategoryChart chart = new CategoryChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(title)
			.yAxisTitle(axis)
			.build();
		chart.getStyler()
			.setOverlapped(true)
			.setXAxisLabelRotation(UPRIGHT)
			.setXAxisLabelAlignmentVertical(TextAlignment.Right)
			.setLegendVisible(false)
			.setChartBackgroundColor(Color.WHITE);
		chart.getStyler().setAxisTickLabelsFont(SMALL).setYAxisMin(0.0);
		add(chart, "Lifeguard", bars, (bar) -> (bar.ours()) ? bar.height() : null).setFillColor(OURS);
		add(chart, "others", bars, (bar) -> (bar.ours()) ? null : bar.height()).setFillColor(OTHERS);
		BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
	}

	private static CategorySeries add(CategoryChart chart, String name, List<Bar> bars,
			Function<Bar, @Nullable Double> height) {
		List<Bar> drawn = bars.stream().filter((bar) -> Double.isFinite(bar.height())).toList();
		return chart.addSeries(name, drawn.stream().map(Bar::label).toList(), drawn.stream().map(height).toList());
	}

	/**
	 * One bar.
	 *
	 * @param label what it is called
	 * @param height how high it is
	 * @param ours whether it is one of ours
	 */
	public record Bar(String label, double height, boolean ours) {

	}

}
