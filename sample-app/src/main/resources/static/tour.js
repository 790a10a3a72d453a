/** The guided tour: each step sets up what it needs, says what to look at, and waits for the reader. */

import { byId, setAttribute, setText } from "./dom.js";
import { server } from "./controls.js";
import { STEPS } from "./steps.js";

let at = -1;
let entered = 0;
let arranged = Promise.resolve();

export function build() {
  byId("tour-start").addEventListener("click", () => enter(0));
  byId("tour-next").addEventListener("click", () => (at + 1 < STEPS.length ? enter(at + 1) : finish()));
  byId("tour-back").addEventListener("click", () => enter(at - 1));
  byId("tour-stop").addEventListener("click", stop);
}

async function enter(index) {
  at = index;
  entered = Infinity;
  const step = STEPS[index];
  byId("tour").hidden = false;
  document.body.classList.add("touring");
  setText(byId("tour-count"), `Guided tour, step ${index + 1} of ${STEPS.length}`);
  setText(byId("tour-title"), step.title);
  setText(byId("tour-text"), step.text);
  setText(byId("tour-look"), `Look at: ${step.look}`);
  setText(byId("tour-next"), index + 1 < STEPS.length ? "Next" : "Finish");
  byId("tour-back").disabled = index === 0;
  seen(false);
  ring(step.at);
  byId("tour-title").focus({ preventScroll: true });
  lookAt(step.at);
  // a hasty reader's steps are set up one after the other
  arranged = arranged.catch(() => {}).then(step.enter);
  await arranged;
  if (at === index) entered = Date.now();
}

function finish() {
  stop();
  server.reset();
}

function stop() {
  at = -1;
  byId("tour").hidden = true;
  document.body.classList.remove("touring");
  ring([]);
  byId("tour-start").focus();
}

/** Tell the reader once the step's effect can be seen in the numbers. */
export function show(point) {
  if (at < 0 || Date.now() - entered < 1_500) return;
  if (STEPS[at].shows(point)) seen(true);
}

function seen(is) {
  setAttribute(byId("tour-seen"), "data-seen", String(is));
  setText(byId("tour-seen"), is ? "✓ It shows now. Go on when you have seen enough." : "It takes some seconds to show …");
}

/** Where the tour covers a part of the page, the first thing to look at goes to the top. */
function lookAt(ids) {
  const covered = getComputedStyle(byId("tour")).position === "fixed";
  if (covered) byId(ids[0]).scrollIntoView({ block: "start" });
  else byId(ids[ids.length - 1]).scrollIntoView({ block: "nearest" });
}

function ring(ids) {
  document.querySelectorAll(".look").forEach((element) => element.classList.remove("look"));
  ids.map(byId).forEach((element) => element.classList.add("look"));
}
