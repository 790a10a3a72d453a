/** The buttons: what each does is one request to the server, and what they show comes from the server. */

import { announce, byId, make, setAttribute, setText } from "./dom.js";

const TROUBLES = [
  ["slow", "Slow ×10", "A request takes 200 ms instead of 20, so a backend serves 100 calls per second: what it cannot serve must be refused, or it piles up."],
  ["fail", "503 for everything", "No call can succeed, and retries do not help. Lifeguard makes as many as its bucket allows, one second of calls at most, and then about one per second, so that the backend does not get three times the load."],
  ["half", "503 for every second call", "The plain client passes each failure on. Lifeguard detects that retries help and that the backend is as fast as usual, so they are free: seven of eight calls succeed."],
  ["stall", "Stall bodies", "Responses begin and do not end. Lifeguard ends each call after 2 s and reports what it was waiting for; the plain client waits forever, until all its connections do."],
  ["leak", "Leak 1 in 50", "The application does not read every fiftieth response. Lifeguard reclaims its connection after 2 s; the plain client loses it: after two minutes none is left, and only a restart recovers them."],
  ["blackhole", "Black-hole connects", "All connections are cut, and no new one can be established. Lifeguard gives up after 2 s, reports why, and recovers at once afterwards; the plain client tries each for up to 30 s."],
  ["drop", "Drop idle connections", "The backend closes all idle connections, once. A call that is just being sent on such a connection may fail on the plain side; Lifeguard sends it again."],
  ["halve", "Halve the capacity", "10 workers instead of 20, so a backend serves 500 calls per second. At a load of 200 nothing changes; from 500 on it does, or with a slow backend."],
];

const post = (path, body) => fetch(path, {
  method: "POST", body: body && JSON.stringify(body), headers: body ? { "Content-Type": "application/json" } : {},
});

/** What the buttons, and the tour, ask of the server. */
export const server = {
  state: async () => (await fetch("demo/state")).json(),
  trouble: (name, on) => post(`demo/troubles/${name}?on=${on}`),
  reset: () => post("demo/reset"),
  rate: (perSecond) => post(`demo/rate?perSecond=${perSecond}`),
  batch: (on) => post(`demo/batch?on=${on}`),
  learn: (on) => post(`demo/learn?on=${on}`),
  plainMax: (connections) => post(`demo/plain/max?connections=${connections}`),
  plainRestart: () => post("demo/plain/restart"),
  busy: (instance) => post(`demo/fleet/busy?instance=${instance}`),
  instance: (instance, on) => post(`demo/fleet/instances/${instance}?on=${on}`),
  lifeguardMax: (maxConnections) => post("actuator/httppools/orders", { maxConnections, for: "10m" }),
};

export function build() {
  byId("controls").open = matchMedia("(min-width: 1150px)").matches;
  byId("troubles").append(...TROUBLES.map(trouble));
  byId("reset").addEventListener("click", () => run(server.reset(), "Everything is reset."));
  byId("plain-restart").addEventListener("click", () => run(server.plainRestart(), "The plain client has a new pool."));
  byId("rate").addEventListener("input", (event) => setText(byId("rate-now"), event.target.value));
  byId("rate").addEventListener("change", (event) => run(server.rate(event.target.value), `${event.target.value} calls per second.`));
  byId("batch").addEventListener("click", () => turn("batch", server.batch, "Batch job"));
  byId("learn").addEventListener("click", () => turn("learn", server.learn, "Learn the limit"));
  number("plain-max", server.plainMax);
  number("lifeguard-max", server.lifeguardMax);
}

function trouble([name, label, why]) {
  const button = make("button", { type: "button", id: `trouble-${name}`, "aria-describedby": `trouble-${name}-why`, text: label });
  if (name !== "drop") button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => turn(button.id, (on) => server.trouble(name, on), label));
  return make("li", {}, button, make("small", { id: `trouble-${name}-why`, text: why }));
}

function turn(id, send, label) {
  const on = byId(id).getAttribute("aria-pressed") !== "true";
  run(send(on), `${label}: ${on ? "on" : "off"}.`);
}

function number(id, send) {
  byId(`${id}-form`).addEventListener("submit", (event) => {
    event.preventDefault();
    const value = byId(id).valueAsNumber;
    run(send(value), `At most ${value} connections.`);
  });
}

/** Wait for what was asked of the server, and say to a screen reader what came of it. */
export async function run(request, done) {
  try {
    const response = await request;
    announce(response.ok ? done : `The server answered ${response.status}.`);
  }
  catch {
    announce("The server did not answer.");
  }
}

const known = {};

/** Show what is in force: another page, or the tour, may have changed it. */
export function show(point) {
  TROUBLES.filter(([name]) => name !== "drop").forEach(([name]) =>
    setAttribute(byId(`trouble-${name}`), "aria-pressed", String(point.troubles.includes(name))));
  setAttribute(byId("batch"), "aria-pressed", String(point.batch));
  setAttribute(byId("learn"), "aria-pressed", String(point.learning));
  // the bound that was chosen is not in force then
  [byId("lifeguard-max"), byId("lifeguard-max-set")].forEach((element) => { element.disabled = point.learning; });
  follow("rate", point.rate, () => setText(byId("rate-now"), String(point.rate)));
  follow("plain-max", point.plain.max);
  follow("lifeguard-max", point.lifeguard.max);
}

/** Take a value over when it has changed on the server, and leave alone what somebody types. */
function follow(id, value, then = () => {}) {
  if (known[id] === value) return;
  known[id] = value;
  byId(id).value = String(value);
  then();
}
