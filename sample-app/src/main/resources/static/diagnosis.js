/** What each client says about itself, and what it said before. */

import { announce, byId, make, setText } from "./dom.js";
import { clock } from "./format.js";
import { CAUSES } from "./words.js";

const REMEMBERED = 4;
const QUIET = 3_000;

let shown = "";
let announced = { cause: null, at: 0 };

/**
 * @param points all points
 * @param now the newest one, with the counts of the last two seconds
 */
export function show(points, now) {
  const newest = points[points.length - 1];
  showPlain(now.plain, now.rate);
  showLifeguard(newest.lifeguard);
  showHistory(points);
  tell(newest);
}

function showPlain(side, rate) {
  const troubled = side.late + side.refused + side.failed > rate * 0.02;
  setText(byId("plain-cause"), troubled ? "Nothing." : "Nothing, and nothing is wrong.");
  setText(byId("plain-evidence"), troubled ? "A plain pool does not say why its callers wait or fail. It looks as if it were too small, or in need of a restart." : "");
}

function showLifeguard(side) {
  const { verdict } = side;
  setText(byId("lifeguard-cause"), verdict ? `${words(verdict)} (${verdict.cause})` : "Nothing is wrong.");
  setText(byId("lifeguard-evidence"), verdict?.evidence ?? "");
  showAdvice(verdict?.advice ?? "");
}

/** An advice is a sentence, and may have the properties to set, as lines of YAML. */
function showAdvice(advice) {
  const element = byId("lifeguard-advice");
  if (element.dataset.advice === advice) return;
  element.dataset.advice = advice;
  element.hidden = !advice;
  const [sentence, ...yaml] = advice.split("\n");
  element.replaceChildren(`Advice: ${sentence}`, ...properties(yaml).map((property) => make("code", { text: property })));
}

/** Write YAML as properties, each on a line: that takes less room. */
function properties(yaml) {
  const path = [];
  return yaml.filter((line) => line.trim()).flatMap((line) => {
    const [, indent, key, value] = line.match(/^( *)([^:]+):\s*(.*)$/) ?? [null, "", line, ""];
    while (path.length && path[path.length - 1].indent >= indent.length) path.pop();
    path.push({ indent: indent.length, key: key.trim() });
    return value ? [`${path.map((part) => part.key).join(".")}: ${value}`] : [];
  });
}

const words = (verdict) => CAUSES[verdict.cause] ?? verdict.cause;

/** The changes of the cause in the last ten minutes, the newest first. */
function showHistory(points) {
  const changes = points.filter((point, index) => cause(point) !== cause(points[index - 1])).slice(-REMEMBERED - 1, -1).reverse();
  const key = changes.map((point) => point.t).join();
  if (key === shown) return;
  shown = key;
  byId("lifeguard-said").replaceChildren(...changes.map((point) => make("li", {},
    make("time", { text: clock(point.t) }), ` ${cause(point) ?? "nothing is wrong"}`)));
}

const cause = (point) => point?.lifeguard.verdict?.cause;

/** Screen readers hear of a new cause when it has held for a while, not of each number. */
function tell(point) {
  const now = cause(point);
  if (now === announced.cause) {
    announced.at = point.t;
  }
  else if (point.t - announced.at >= QUIET) {
    announced = { cause: now, at: point.t };
    announce(now ? `Lifeguard says: ${words(point.lifeguard.verdict)}. ${point.lifeguard.verdict.advice.split("\n")[0]}` : "Lifeguard says: nothing is wrong any more.");
  }
}
