/** The steps of the tour. `shows` tells from the numbers whether what the text says can be seen. */

import { server } from "./controls.js";

const RATE = 200;
const PLAIN_MAX = 500;

/** Set what a step needs, and leave alone what is so already: a new maximum is a new pool. */
async function arrange({ slow, plainMax = PLAIN_MAX, lifeguardMax, batch = false }) {
  const state = await server.state();
  const wrong = state.troubles.filter(({ name, on }) => on !== (slow && name === "slow"));
  await Promise.all(wrong.map(({ name, on }) => server.trouble(name, !on)));
  if (state.batch !== batch) await server.batch(batch);
  if (state.learning) await server.learn(false);
  if (state.rate !== RATE) await server.rate(RATE);
  if (state.plainMax !== plainMax) await server.plainMax(plainMax);
  const bound = lifeguardMax ?? state.configuredMax;
  if (state.lifeguardMax !== bound) await server.lifeguardMax(bound);
}

const nearlyAll = (side, rate) => side.answered > rate * 0.9;

const drowned = (side) => side.answered < 20 && side.late + side.refused > 50;

export const STEPS = [
  {
    title: "All is well",
    text: "Both clients get the same 200 calls per second. Each has a backend with 20 workers, which need 20 ms for a request: it could serve 1,000 per second.",
    look: "both sides answer all 200, equally fast, with a handful of connections.",
    at: ["row-numbers"],
    enter: () => server.reset(),
    shows: ({ plain, lifeguard, rate }) => nearlyAll(plain, rate) && nearlyAll(lifeguard, rate),
  },
  {
    title: "The backend gets slow",
    text: "A request takes 200 ms now, so a backend can serve 100 of the 200. The plain client sends all of them. Soon every response comes too late for its caller, and the backend works for callers who have gone.",
    look: "the plain client no longer answers any call in time. Its connections climb to their bound, and the queue at its backend with them. One hundred callers per second could have been served.",
    at: ["plain-calls", "plain-connections", "plain-backend"],
    enter: () => arrange({ slow: true }),
    shows: ({ plain }) => drowned(plain),
  },
  {
    title: "Dead end 1: raise the maximum",
    text: "All connections are taken, so the pool looks too small. Its maximum is 2,000 now instead of 500.",
    look: "connections climb past 500, and the queue at the backend grows with them. Twenty workers are no more than before: still no call is answered in time.",
    at: ["plain-connections", "plain-backend"],
    enter: () => arrange({ slow: true, plainMax: 2000 }),
    shows: ({ plain }) => drowned(plain) && plain.active > PLAIN_MAX,
  },
  {
    title: "Dead end 2: restart it",
    text: "A restart empties the pool, and calls in progress fail. Requests that were sent before are still queued at the backend, and the load is the same.",
    look: "connections drop to zero, and climb again at once.",
    at: ["plain-calls", "plain-connections"],
    enter: async () => { await arrange({ slow: true, plainMax: 2000 }); await server.plainRestart(); },
    shows: ({ plain }) => drowned(plain) && plain.active > 100,
  },
  {
    title: "The same on Lifeguard's side",
    text: "Nothing was changed here; it had the same calls and the same trouble all the time. It has 20 requests in progress at once. A call that gets no permit within half a second is refused, early enough to do something else.",
    look: "Lifeguard's backend serves what it can, 100 per second, and nothing queues there. The diagnosis says why callers are refused, and what not to do.",
    at: ["lifeguard-calls", "lifeguard-backend", "row-diagnosis"],
    enter: () => arrange({ slow: true, plainMax: 2000 }),
    shows: ({ lifeguard }) => lifeguard.answered > 50 && lifeguard.refused > 50 && lifeguard.verdict !== null,
  },
  {
    title: "Raising its maximum does not help either",
    text: "The advice said so. Here is the proof: 80 connections now instead of 20, set through the Actuator endpoint for ten minutes.",
    look: "no more calls are answered than before. But now 60 requests queue at the backend, and a response takes four times as long.",
    at: ["lifeguard-calls", "lifeguard-latency", "lifeguard-backend"],
    enter: () => arrange({ slow: true, plainMax: 2000, lifeguardMax: 80 }),
    shows: ({ lifeguard }) => lifeguard.max === 80 && lifeguard.backend.waiting > 20 && lifeguard.answered < 150,
  },
  {
    title: "The backend recovers",
    text: "A request takes 20 ms again.",
    look: "Lifeguard answers everything at once. The plain client does so only after its backend has processed the requests of callers who have gone.",
    at: ["row-calls", "row-backend"],
    enter: () => arrange({ slow: false, plainMax: 2000, lifeguardMax: 80 }),
    shows: ({ plain, lifeguard, rate }) => nearlyAll(plain, rate) && nearlyAll(lifeguard, rate),
  },
  {
    title: "A batch job is added",
    text: "Nothing is broken, and someone starts a job: 256 calls at a time, each five times the work of a caller's call. They are marked as less important: their priority is low.",
    look: "the plain client sends them all, and callers queue behind them for longer than they wait. Lifeguard serves the callers first, about as fast as before, and the job gets what is left. 'Finish' resets everything.",
    at: ["row-calls", "row-latency", "row-batch"],
    enter: () => arrange({ slow: false, batch: true }),
    shows: ({ plain, lifeguard, rate }) => drowned(plain) && nearlyAll(lifeguard, rate) && lifeguard.batch.answered > 50,
  },
];
