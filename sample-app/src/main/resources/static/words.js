/** What happens now, in words: one sentence for each side, made of the numbers alone. */

import { count } from "./format.js";

export const CAUSES = {
  SLOW_BACKEND: "The backend is slow",
  STALLED_BODY: "Answers begin and do not go on",
  LEAK: "The application does not read its responses",
  SLOW_READER: "The application takes long between two reads",
  UNDERSIZED: "The pool is smaller than the load asks for",
  CONNECT_STALL: "Connections cannot be opened",
  RETRY_STORM: "Retries take the permits",
  EVENT_LOOP_BLOCKED: "An event loop is blocked",
  NESTED_CALLS: "A call waits for a call of the same client",
  UNKNOWN: "The pool is full, the cause is not known yet",
};

/** The mean of the last two seconds: single ticks jump. */
export function recent(points) {
  const last = points.slice(-4);
  const newest = last[last.length - 1];
  const mean = (value) => last.reduce((sum, point) => sum + value(point), 0) / last.length;
  const side = (name) => ({
    ...newest[name],
    ...Object.fromEntries(["answered", "refused", "failed", "late", "retries"].map((key) => [key, mean((point) => point[name][key])])),
  });
  return { ...newest, plain: side("plain"), lifeguard: side("lifeguard") };
}

export function plainSentence(point) {
  const { plain, rate } = point;
  return sentence(plain, rate, plainReason(plain));
}

export function lifeguardSentence(point) {
  const { lifeguard, rate } = point;
  return sentence(lifeguard, rate, lifeguardReason(lifeguard, rate));
}

function sentence(side, rate, reason) {
  const parts = [`${count(side.answered)} of ${count(rate)} calls per second answered in time`];
  [["refused", "refused early"], ["failed", "failed"], ["late", "too late"]]
    .filter(([key]) => notable(side[key], rate))
    .forEach(([key, words]) => parts.push(`${count(side[key])} ${words}`));
  return `${parts.join(", ")}${reason}.`;
}

const notable = (value, rate) => value >= 1 && value > rate * 0.02;

function plainReason(side) {
  if (side.late < 1 && side.refused < 1) return "";
  const reasons = [];
  if (side.active + side.connecting >= side.max) reasons.push(`all ${count(side.max)} connections are taken`);
  if (side.backend.waiting > side.backend.workers) reasons.push(`its backend has ${count(side.backend.waiting)} older requests to work off first`);
  return reasons.length ? `: ${reasons.join(", and ")}` : "";
}

function lifeguardReason(side, rate) {
  if (!notable(side.refused, rate)) return "";
  if (side.verdict?.cause === "SLOW_BACKEND") return `, because its backend serves about ${count(side.answered)}`;
  return side.verdict ? `: ${CAUSES[side.verdict.cause].toLowerCase()}` : "";
}
