/** What is compared: one row for each topic, with the plain client on the left and Lifeguard on the right. */

import { count, millis } from "./format.js";
import { make, NAMES, SIDES } from "./dom.js";
import { batchSays, limitSays, retriesSay } from "./words.js";

/**
 * The plots. `series` have a label, a colour of page.css, and the value at a point of one side; what is `stacked` is
 * drawn as areas on top of each other, and a line may have a faint `area` beneath; `scale` is linear, logarithmic, or
 * logarithmic with a place for zero; `says` puts into words what a line cannot show.
 */
export const PLOTS = [
  {
    id: "calls", title: "Calls per second", height: 130, stacked: true, scale: "linear", least: 10,
    series: [
      { label: "answered", color: "answered", value: (side) => side.answered },
      { label: "refused", color: "refused", value: (side) => side.refused },
      { label: "failed", color: "failed", value: (side) => side.failed },
      { label: "late", color: "late", value: (side) => side.late },
    ],
  },
  {
    id: "latency", title: "Time of a call", note: "log scale", height: 105, scale: "log", write: millis,
    series: [
      { label: "p50", color: "answered", value: (side) => side.p50 },
      { label: "p99", color: "failed", value: (side) => side.p99, dashed: true },
    ],
  },
  {
    id: "connections", title: "Connections", note: "log scale", height: 115, scale: "log-zero", least: 10,
    series: [
      { label: "active", color: "answered", value: (side) => side.active },
      { label: "idle", color: "grey", value: (side) => side.idle },
      { label: "connecting", color: "late", value: (side) => side.connecting },
      { label: "waiting", color: "refused", value: (side) => side.pending },
      { label: "bound", color: "failed", value: (side) => side.max, dashed: true },
    ],
  },
  {
    id: "backend", title: "Requests at its backend", height: 105, note: "– workers", stacked: true, scale: "linear", least: 25,
    series: [
      { label: "served", color: "answered", value: (side) => side.backend.busy },
      { label: "queued", color: "late", value: (side) => side.backend.waiting },
    ],
  },
  {
    id: "batch", title: "Answered per second", height: 95, scale: "linear", least: 10, says: batchSays,
    series: [
      { label: "callers", color: "answered", value: (side) => side.answered },
      { label: "batch job", color: "late", value: (side) => side.batch.answered },
      { label: "put off", color: "refused", value: (side) => side.batch.putOff, dashed: true },
    ],
  },
  {
    id: "limit", title: "Limit on unanswered calls", note: "log scale", height: 95, scale: "log-zero", least: 10, only: "lifeguard",
    none: "None: it sends what comes, as long as there are connections.", says: limitSays,
    series: [
      { label: "limit", color: "failed", value: (side) => side.limit?.learned ?? side.max, dashed: true },
      { label: "known safe", color: "late", value: (side) => side.limit?.knownSafe ?? null, dashed: true },
      { label: "active", color: "answered", value: (side) => side.active },
      { label: "waiting", color: "refused", value: (side) => side.pending },
    ],
  },
  {
    id: "retries", title: "Retries per second", height: 95, stacked: true, scale: "linear", least: 10, only: "lifeguard",
    none: "None: Spring Boot's client repeats nothing.", says: retriesSay,
    series: [
      { label: "free", color: "answered", value: (side) => side.retries?.payments.FREE },
      { label: "for a token", color: "grey", value: (side) => side.retries?.payments.TOKEN },
      { label: "from the reserve", color: "late", value: (side) => side.retries?.payments.RESERVE },
      { label: "denied", color: "refused", value: (side) => side.retries && denied(side.retries) },
    ],
  },
];

const denied = ({ payments }) =>
  payments.BUCKET_EMPTY + payments.DENIED_SLOW + payments.DENIED_HOPELESS + payments.DENIED_WORSE;

/** Build the rows, the numbers on top where they stay in sight; the elements that change are found by their ids, such as `plain-answered`. */
export function build(top, container) {
  top.append(row("numbers", numbers));
  container.append(row("diagnosis", diagnosis));
  PLOTS.forEach((plot) => container.append(row(plot.id, (side) => figure(plot, side))));
}

function row(id, content) {
  const kind = id === "numbers" ? "columns" : "columns pair-of-cells";
  return make("div", { class: kind, id: `row-${id}` }, ...SIDES.map((side) => content(side)));
}

function cell(tag, side, title) {
  return make(tag, { class: `cell ${side}`, "aria-label": `${NAMES[side]}: ${title}`, role: tag === "figure" ? "figure" : "group" });
}

const title = (text, side) => [make("h3", { text }), make("span", { class: "whose", text: NAMES[side] })];

function numbers(side) {
  const element = cell("div", side, "now");
  const list = make("dl", { class: "numbers" });
  const answered = make("dd", {}, make("span", { id: `${side}-answered`, text: "–" }),
    make("small", {}, " of ", make("span", { id: `${side}-rate`, text: "–" }), "/s"));
  list.append(make("div", { class: "big" }, make("dt", { class: "swatch answered", text: "answered in time" }), answered));
  [["refused", "refused early"], ["failed", "failed"], ["late", "too late"]].forEach(([name, label]) => list.append(
    make("div", {}, make("dt", { class: `swatch ${name}`, text: label }), make("dd", { id: `${side}-${name}`, text: "–" }))));
  const share = make("div", { class: "share", id: `${side}-share`, "aria-hidden": "true" },
    ...["answered", "refused", "failed", "late"].map((name) => make("i", { class: name })));
  element.append(list, share);
  return element;
}

function diagnosis(side) {
  const element = cell("div", side, "what it says");
  element.append(...title("What it says", side));
  element.append(make("div", { class: "says" },
    make("p", { class: "cause", id: `${side}-cause`, text: "–" }),
    make("p", { class: "evidence", id: `${side}-evidence` }),
    make("p", { class: "advice", id: `${side}-advice`, hidden: "" })));
  element.append(make("ul", { class: "said", id: `${side}-said`, "aria-label": "What it said before" }));
  return element;
}

/** Make the place of a plot: its title, its legend with the current values, and what is said below it. */
export function figure(plot, side) {
  const element = cell("figure", side, plot.title);
  element.id = `${side}-${plot.id}`;
  element.append(...title(plot.title, side));
  if (plot.note) element.append(make("span", { class: "note", id: `${side}-${plot.id}-note`, text: plot.note }));
  if (plot.only && plot.only !== side) {
    element.append(make("p", { class: "none", text: plot.none }));
    return element;
  }
  const legend = make("dl", { class: "legend" });
  plot.series.forEach((series) => legend.append(make("div", {},
    make("dt", { class: `swatch ${series.color}${series.dashed ? " dashed" : ""}`, text: series.label }),
    make("dd", { id: valueId(plot, side, series), text: "–" }))));
  element.append(legend, make("div", { class: "plot", "aria-hidden": "true" }));
  if (plot.says) element.append(make("p", { class: "words", id: `${side}-${plot.id}-says` }));
  return element;
}

/** Return where the current value of a series is written. */
export const valueId = (plot, side, series) => `${side}-${plot.id}-${series.label.replaceAll(" ", "-")}`;

/** Write the current values of a plot into its legend, which is the text for those who do not see the canvas. */
export const legendValue = (plot, value) => (plot.write ?? count)(value);
