/** The page: takes the numbers as they come, and draws once for each frame of the browser. */

import * as controls from "./controls.js";
import * as diagnosis from "./diagnosis.js";
import * as fleet from "./fleet.js";
import * as plots from "./plots.js";
import * as rows from "./rows.js";
import * as theme from "./theme.js";
import * as tour from "./tour.js";
import { byId, make, setAttribute, setText, SIDES } from "./dom.js";
import { count } from "./format.js";
import { listen } from "./stream.js";
import { lifeguardSentence, plainSentence, recent } from "./words.js";

const STATES = { connecting: "connecting", live: "live", lost: "connection lost, trying again" };
const OUTCOMES = ["answered", "refused", "failed", "late"];

let points = [];
let seconds = 180;
let planned = false;

function plan() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    if (points.length) render();
  });
}

function render() {
  const now = recent(points);
  const newest = points[points.length - 1];
  sentences(now);
  SIDES.forEach((side) => numbers(side, now));
  byId("lifeguard-learns").hidden = !newest.learning;
  controls.show(newest);
  diagnosis.show(points, now);
  if (fleet.show(newest)) create();
  plots.draw(points, seconds);
  plots.legends(newest);
  tour.show(now);
}

function sentences(now) {
  say("now-plain", "Plain Boot client: ", plainSentence(now));
  say("now-lifeguard", "Lifeguard: ", lifeguardSentence(now));
}

function say(id, name, text) {
  const element = byId(id);
  if (element.textContent !== name + text) element.replaceChildren(make("b", { text: name }), text);
}

function numbers(side, now) {
  OUTCOMES.forEach((name) => setText(byId(`${side}-${name}`), count(now[side][name])));
  setText(byId(`${side}-rate`), count(now.rate));
  setText(byId(`${side}-backend-note`), `${now[side].backend.workers} workers`);
  setText(byId(`${side}-bound`), count(now[side].max));
  OUTCOMES.forEach((name, index) => { byId(`${side}-share`).children[index].style.flexGrow = String(now[side][name]); });
}

function create() {
  plots.create(fleet.isThere() ? [...rows.PLOTS, ...fleet.PLOTS] : rows.PLOTS);
}

function spans() {
  const buttons = [...document.querySelectorAll("[data-span]")];
  buttons.forEach((button) => button.addEventListener("click", () => {
    seconds = Number(button.dataset.span);
    buttons.forEach((other) => setAttribute(other, "aria-pressed", String(other === button)));
    plan();
  }));
}

async function patience() {
  const { patienceMillis } = await controls.server.state();
  setText(byId("patience"), `${patienceMillis / 1000} s`);
}

rows.build(byId("numbers"), byId("rows"));
controls.build();
tour.build();
spans();
theme.build(() => { create(); plan(); });
create();
listen({
  points: (all) => { points = all; plan(); },
  state: (name) => {
    setAttribute(byId("connection"), "data-state", name);
    setText(byId("connection"), STATES[name]);
  },
});
patience();
