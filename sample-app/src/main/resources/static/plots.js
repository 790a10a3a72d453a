/** The plots: both sides of a topic on one scale, drawn by uPlot. */

import uPlot from "/webjars/uplot/dist/uPlot.esm.js";
import { byId, setText, SIDES } from "./dom.js";
import { legendValue, valueId } from "./rows.js";

const DISTRIBUTION = { linear: 1, log: 3, "log-zero": 4 };

const LEAST_SECONDS = 60;
const GAP = 2_500;

let topics = [];
let charts = [];
let breaks = [];

/** Make the plots of these topics, in the colours that are in force now. */
export function create(all) {
  topics = all;
  charts.forEach((chart) => chart.plot.destroy());
  charts = topics.flatMap((topic) => {
    const scale = { most: topic.least ?? 10 };
    return (topic.sides ?? SIDES).filter((side) => !topic.only || topic.only === side).map((side) => chart(topic, side, scale));
  });
  new Set(charts.map((chart) => chart.host)).forEach((host) => sizes.observe(host));
}

/** Draw the points of the last seconds, or of the last minute while there are no more. */
export function draw(points, most) {
  const end = points[points.length - 1].t;
  const seconds = Math.min(most, Math.max(LEAST_SECONDS, (end - points[0].t) / 1000));
  const shown = withGaps(points.filter((point) => point.t >= end - seconds * 1000));
  const times = shown.map((point) => point.t / 1000);
  breaks = broken(shown);
  charts.forEach((chart) => chart.data = [times, ...chart.topic.series.map((series) => 
    shown.map((point) => (point.gap ? null : series.value(part(chart, point)) ?? null)))]);
  topics.forEach(share);
  charts.forEach((chart) => {
    chart.plot.setData(chart.topic.stacked ? stack(chart.data) : chart.data, false);
    chart.plot.setScale("x", { min: end / 1000 - seconds, max: end / 1000 });
    chart.host.parentElement.dataset.newest = String(end);
  });
}

/** Write the newest values beside the plots' titles, and what there is to say below them. */
export function legends(point) {
  charts.forEach(({ topic, side }) => {
    const numbers = part({ topic, side }, point);
    topic.series.forEach((series) => setText(byId(valueId(topic, side, series)), legendValue(topic, series.value(numbers))));
    if (topic.says) setText(byId(`${side}-${topic.id}-says`), topic.says(numbers, point));
  });
}

/** Return the numbers of a point that a chart shows: those of its side, unless its topic says which. */
const part = ({ topic, side }, point) => (topic.part ? topic.part(point, side) : point[side]);

function chart(topic, side, scale) {
  const host = document.querySelector(`#${side}-${topic.id} .plot`);
  const colors = palette();
  const options = {
    width: host.clientWidth, height: topic.height, legend: { show: false }, cursor: { show: false }, pxAlign: 0,
    padding: [6, 22, 0, 0],
    scales: { x: { time: true }, y: { distr: DISTRIBUTION[topic.scale], range: () => range(topic, scale) } },
    axes: axes(topic, colors),
    series: [{}, ...topic.series.map((series) => line(topic, series, colors))],
    bands: topic.stacked ? topic.series.slice(1).map((_, index) => ({ series: [index + 2, index + 1] })) : [],
    hooks: { drawClear: [(plot) => shade(plot, colors.broken)] },
  };
  return { topic, side, host, scale, plot: new uPlot(options, [[]], host) };
}

function line(topic, series, colors) {
  const color = colors[series.color];
  return {
    stroke: topic.stacked ? undefined : color, width: topic.stacked ? 0 : 2, dash: series.dashed ? [6, 4] : undefined, points: { show: false },
    fill: topic.stacked ? color : series.area && faint(color),
  };
}

const faint = (color) => color.replace(/^rgb\((.*)\)$/, "rgba($1, .18)");

function axes(topic, colors) {
  const common = { stroke: colors.soft, font: "11px system-ui, sans-serif", grid: { stroke: colors.grid, width: 1 }, ticks: { show: false } };
  const y = { ...common, size: 46, gap: 4, space: 16, values: (_, values) => values.map((value) => write(topic, value)) };
  if (topic.scale !== "linear") y.splits = (plot) => decades(topic, plot.scales.y.max);
  return [{ ...common, size: 24, gap: 7, space: 70, values: (_, values) => values.map((value) => new Date(value * 1000).toLocaleTimeString("en-GB")) }, y];
}

function write(topic, value) {
  if (value === null) return "";
  return topic.write ? topic.write(value) : String(value);
}

function decades(topic, most) {
  const marks = topic.scale === "log" ? [] : [0];
  for (let mark = 1; mark <= most; mark *= 10) marks.push(mark);
  return marks;
}

function range(topic, scale) {
  return topic.scale === "log" ? [1, scale.most] : [0, scale.most];
}

/** Let both sides of a topic have one scale: up to the most that either shows. */
function share(topic) {
  const both = charts.filter((chart) => chart.topic === topic);
  const most = Math.max(topic.least ?? 10, ...both.map(({ data }) => highest(topic, data)));
  both[0].scale.most = topic.scale === "linear" ? most * 1.08 : 10 ** Math.ceil(Math.log10(most * 1.01));
}

function highest(topic, data) {
  const rows = topic.stacked ? stack(data).slice(-1) : data.slice(1);
  return Math.max(0, ...rows.map((row) => row.reduce((most, value) => Math.max(most, value ?? 0), 0)));
}

function stack([times, ...rows]) {
  const sums = times.map(() => 0);
  return [times, ...rows.map((row) => row.map((value, index) => (value === null ? null : sums[index] += value)))];
}

/** Where nobody looked for a while, there are no numbers: no line must bridge that. */
function withGaps(points) {
  return points.flatMap((point, index) =>
    (index > 0 && point.t - points[index - 1].t > GAP ? [{ t: point.t - 1, gap: true }, point] : [point]));
}

function broken(points) {
  const spans = [];
  points.forEach((point, index) => {
    if (point.gap || !point.troubles.length) return;
    const last = spans[spans.length - 1];
    if (last?.end === index - 1) Object.assign(last, { end: index, to: point.t });
    else spans.push({ end: index, from: point.t, to: point.t });
  });
  return spans;
}

function shade(plot, color) {
  const { left, top, width, height } = plot.bbox;
  plot.ctx.save();
  plot.ctx.fillStyle = color;
  breaks.forEach((span) => {
    const from = Math.max(left, plot.valToPos(span.from / 1000, "x", true));
    const to = Math.min(left + width, plot.valToPos(span.to / 1000, "x", true));
    plot.ctx.fillRect(from, top, to - from, height);
  });
  plot.ctx.restore();
}

const sizes = new ResizeObserver((entries) => entries.forEach(({ target, contentRect }) => charts
  .filter((chart) => chart.host === target && Math.round(contentRect.width) !== chart.plot.width)
  .forEach((chart) => chart.plot.setSize({ width: Math.round(contentRect.width), height: chart.topic.height }))));

/** The colours as the canvas needs them: without variables and light-dark(). */
function palette() {
  const probe = document.createElement("i");
  document.body.append(probe);
  const color = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = Object.fromEntries(["answered", "refused", "failed", "late", "soft", "grid", "broken"].map((name) => [name, color(name)]));
  probe.remove();
  return { ...colors, grey: colors.soft };
}
