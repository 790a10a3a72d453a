package dev.lifeguard.benchmarks.report;

import java.awt.Color;
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
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * A chart with a bar for each contestant; ours are dark and the others pale.
 *
 * @since 0.1.0
 */
public final class Bars {

	private static final int WIDTH = 900;

	private static final int HEIGHT = 500;

	private static final int STEEP = 45;

	private static final Color OURS = new Color(0xC2, 0x3B, 0x22);

	private static final Color OTHERS = new Color(0xB8, 0xC4, 0xCE);

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
			.setXAxisLabelRotation(STEEP)
			.setLegendPosition(LegendPosition.InsideNE)
			.setChartBackgroundColor(Color.WHITE);
		chart.getStyler().setYAxisMin(0.0);
		add(chart, "Lifeguard", bars, (bar) -> (bar.ours()) ? bar.height() : null).setFillColor(OURS);
		add(chart, "others", bars, (bar) -> (bar.ours()) ? null : bar.height()).setFillColor(OTHERS);
		BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
	}

	private static CategorySeries add(CategoryChart chart, String name, List<Bar> bars,
			Function<Bar, @Nullable Double> height) {
		return chart.addSeries(name, bars.stream().map(Bar::label).toList(), bars.stream().map(height).toList());
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
