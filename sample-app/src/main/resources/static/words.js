/** What happens now, in words: one sentence for each side, made of the numbers alone. */

import { count, millis } from "./format.js";

export const CAUSES = {
  SLOW_BACKEND: "The backend is slow",
  STALLED_BODY: "Responses begin and do not continue",
  LEAK: "The application does not read its responses",
  SLOW_READER: "The application pauses for long between two reads",
  UNDERSIZED: "The pool is smaller than the load requires",
  FLEET_BUDGET: "The fleet has used up what its backend allows",
  CONNECT_STALL: "Connections cannot be opened",
  RETRY_STORM: "Retries take the permits",
  EVENT_LOOP_BLOCKED: "An event loop is blocked",
  NESTED_CALLS: "A call waits for a call of the same client",
  UNKNOWN: "The pool is full, the cause is not known yet",
};

const STANCES = {
  HELPING: "They help, so they are free",
  NOT_PROVEN: "Nothing shows that they help, so each costs a token",
  SLOW: "The backend is slow, so there is only the reserve",
  HOPELESS: "Hardly any call is answered, so there is only the reserve",
  MAKING_IT_WORSE: "They seem to make it worse, so there is only the reserve",
};

const DENIED = { BUCKET_EMPTY: "the bucket was empty", DENIED_SLOW: "the backend is slow", DENIED_HOPELESS: "hardly any call is answered", DENIED_WORSE: "they seem to make it worse" };

/** The mean of the last two seconds: single ticks jump. */
export function recent(points) {
  const last = points.slice(-4);
  const newest = last[last.length - 1];
  const mean = (value) => last.reduce((sum, point) => sum + value(point), 0) / last.length;
  const side = (name) => ({
    ...newest[name],
    ...Object.fromEntries(["answered", "refused", "failed", "late"].map((key) => [key, mean((point) => point[name][key])])),
    batch: { answered: mean((point) => point[name].batch.answered) },
  });
  return { ...newest, plain: side("plain"), lifeguard: side("lifeguard") };
}

export function plainSentence(point) {
  const { plain } = point;
  return sentence(plain, point, plainReason(plain));
}

export function lifeguardSentence(point) {
  const { lifeguard, rate } = point;
  return sentence(lifeguard, point, lifeguardReason(lifeguard, rate));
}

function sentence(side, { rate, batch }, reason) {
  const parts = [`${count(side.answered)} of ${count(rate)} calls per second answered in time`];
  [["refused", "refused early"], ["failed", "failed"], ["late", "too late"]]
    .filter(([key]) => notable(side[key], rate))
    .forEach(([key, words]) => parts.push(`${count(side[key])} ${words}`));
  if (batch) parts.push(`and ${count(side.batch.answered)} of the batch job`);
  return `${parts.join(", ")}${reason}.`;
}

const notable = (value, rate) => value >= 1 && value > rate * 0.02;

function plainReason(side) {
  if (side.late < 1 && side.refused < 1) return "";
  const reasons = [];
  if (side.active + side.connecting >= side.max) reasons.push(`all ${count(side.max)} connections are taken`);
  if (side.backend.waiting > side.backend.workers) reasons.push(`its backend has ${count(side.backend.waiting)} older requests to finish first`);
  return reasons.length ? `: ${reasons.join(", and ")}` : "";
}

function lifeguardReason(side, rate) {
  if (!notable(side.refused, rate)) return "";
  if (side.verdict?.cause === "SLOW_BACKEND") return `, because its backend serves about ${count(side.answered)}`;
  return side.verdict ? `: ${CAUSES[side.verdict.cause].toLowerCase()}` : "";
}

/** The callers' and the batch job's calls: the plots above do not distinguish them. */
export function batchSays(side, { batch }) {
  const job = batch ? "The batch job's requests are not counted above." : "No batch job.";
  return `p99 of the callers' calls: ${millis(side.p99)}. ${job}`;
}

export function limitSays({ limit, max }) {
  if (!limit) return `Chosen: the limit is the bound of ${count(max)} connections.`;
  if (limit.knownSafe === null) return "Learned. The safe value is known after ten seconds in which the backend is as fast as usual.";
  return `Learned. With a slow backend it falls back to ${count(limit.knownSafe)}, 1.5 times what was needed while all was well.`;
}

const LEASES = {
  LEASED: "It holds a lease",
  FLOOR: "It has no lease, only its floor",
  FROZEN: "Its lease has run out, and it keeps the last one",
  LEARNING: "The fleet is new: nobody gets more before all have told what they have",
};

export function instanceSays({ lease, wanted }) {
  return lease ? `${LEASES[lease]}. It asks for ${count(wanted)}.` : "It does not run. What it had is free for the others.";
}

export function backendSays({ cap, open, most, refused }) {
  return `It counts ${count(open)} of ${count(cap)} connections, ${count(most)} at most so far. It has refused ${refused ? count(refused) : "none"}.`;
}

export function retriesSay({ retries }) {
  if (!retries) return "";
  const { stance, tokens, payments } = retries;
  const reasons = Object.entries(DENIED).filter(([payment]) => payments[payment] > 0)
    .map(([payment, words]) => `${count(payments[payment])} because ${words}`);
  const denied = reasons.length ? ` Denied: ${reasons.join(", ")}.` : "";
  return `${stance ? `${STANCES[stance]} (${stance})` : "Each costs a token"}. Tokens left: ${count(tokens)}.${denied}`;
}
