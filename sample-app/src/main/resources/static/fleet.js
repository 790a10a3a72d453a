/** The fleet, which is there with --fleet: three instances that share what one backend allows. */

import { byId, make, NAMES, setAttribute, setText } from "./dom.js";
import { run, server } from "./controls.js";
import { figure } from "./rows.js";
import { backendSays, instanceSays } from "./words.js";

const INSTANCES = [1, 2, 3];
const BACKEND = "fleet-backend";

const side = (number) => `instance-${number}`;
const name = (number) => `Instance ${number}`;

INSTANCES.forEach((number) => { NAMES[side(number)] = name(number); });
NAMES[BACKEND] = "Their backend";

const SHARE = {
  id: "lease", title: "share and connections", height: 120, scale: "linear", least: 30, sides: INSTANCES.map(side), says: instanceSays,
  part: ({ fleet }, of) => fleet?.instances[SHARE.sides.indexOf(of)] ?? {},
  series: [
    { label: "share", color: "failed", value: ({ share }) => share, dashed: true, area: true },
    { label: "open", color: "grey", value: ({ open }) => open },
    { label: "in flight", color: "answered", value: ({ inFlight }) => inFlight },
    { label: "waiting", color: "refused", value: ({ waiting }) => waiting },
  ],
};

const CAP = {
  id: "cap", title: "connections", height: 120, scale: "linear", least: 30, sides: [BACKEND], says: backendSays,
  part: ({ fleet }) => (fleet ? { ...fleet.backend, shares: fleet.instances.reduce((sum, { share }) => sum + share, 0) } : {}),
  series: [
    { label: "allowed", color: "failed", value: ({ cap }) => cap, dashed: true },
    { label: "shares", color: "grey", value: ({ shares }) => shares },
    { label: "open", color: "answered", value: ({ open }) => open },
    { label: "refused", color: "late", value: ({ refused }) => refused },
  ],
};

/** Its plots, made as those of rows.js; `part` takes from a point what one of the `sides` shows. */
export const PLOTS = [SHARE, CAP];

let there = false;
let running = [];

export const isThere = () => there;

/**
 * Show what is in force, and the section itself if there is a fleet.
 * @returns whether there is a place for its plots that was not there before
 */
export function show({ fleet }) {
  const comes = Boolean(fleet) && !there;
  if (comes) build();
  there ||= comes;
  byId("fleet").hidden = !fleet;
  document.body.classList.toggle("with-fleet", Boolean(fleet));
  if (!fleet) return false;
  running = fleet.instances.map(({ lease }) => lease !== null);
  setText(byId("fleet-cap"), String(fleet.backend.cap));
  INSTANCES.forEach((number) => {
    setAttribute(byId(`busy-${number}`), "aria-pressed", String(fleet.busy === number));
    setText(byId(`power-${number}`), running[number - 1] ? "Stop" : "Start");
  });
  return comes;
}

function build() {
  byId("fleet-busy").append(...INSTANCES.map(busy));
  byId("fleet-cells").append(...INSTANCES.map(cell), place(CAP, BACKEND));
}

function busy(number) {
  const button = make("button", { type: "button", id: `busy-${number}`, "aria-pressed": "false", text: name(number) });
  button.addEventListener("click", () => run(server.busy(number), `${name(number)} is busy.`));
  return button;
}

/** A place is called after whose it is: what it shows is the same in all of them. */
function place(topic, of) {
  const element = figure({ ...topic, title: NAMES[of] }, of);
  setAttribute(element, "aria-label", `${NAMES[of]}: ${topic.title}`);
  return element;
}

function cell(number) {
  const element = place(SHARE, side(number));
  const power = make("button", { type: "button", id: `power-${number}`, class: "power", "aria-describedby": `${side(number)}-name`, text: "Stop" });
  power.addEventListener("click", () => turn(power, number));
  element.querySelector("h3").id = `${side(number)}-name`;
  element.prepend(power);
  return element;
}

/** A start takes a second or two. */
async function turn(power, number) {
  const on = !running[number - 1];
  power.disabled = true;
  await run(server.instance(number, on), `${name(number)} ${on ? "runs" : "has stopped"}.`);
  power.disabled = false;
}
