/** The steps of the tour. `shows` tells from the numbers whether what the text says can be seen. */

import { server } from "./controls.js";

const most = (side, rate) => side.answered > rate * 0.9;

export const STEPS = [
  {
    title: "All is well",
    text: "Both clients get the same 200 calls per second. Each backend has 20 workers, and a request takes 20 ms: it could serve 1 000.",
    look: "both sides answer all 200, in the same time.",
    at: ["row-numbers"],
    enter: () => server.reset(),
    shows: ({ plain, lifeguard, rate }) => most(plain, rate) && most(lifeguard, rate),
  },
  {
    title: "The backend gets slow",
    text: "Now a request takes 200 ms, and a backend can serve 100 of the 200. The plain client sends everything on. Soon each answer takes longer than a caller waits, and the backend works for callers who have gone.",
    look: "on the left, the queue at the backend grows, and nobody is answered in time any more. The backend can serve 100, and 100 callers could have been.",
    at: ["plain-calls", "plain-backend"],
    enter: () => server.trouble("slow", true),
    shows: ({ plain }) => plain.answered < 20 && plain.late > 50,
  },
  {
    title: "Dead end 1: raise the maximum",
    text: "The pool is full, so it looks too small. Its maximum is 2 000 now instead of 500.",
    look: "more connections, a longer queue at the backend, and still nobody is answered in time.",
    at: ["plain-connections", "plain-backend"],
    enter: () => server.plainMax(2000),
    shows: ({ plain }) => plain.active > 500,
  },
  {
    title: "Dead end 2: restart it",
    text: "A restart gives an empty pool.",
    look: "the connections are gone, and are back at once: the load and the backend are the same, so the pool fills again.",
    at: ["plain-connections", "plain-calls"],
    enter: () => server.plainRestart(),
    shows: ({ plain }) => plain.answered < 20 && plain.late > 50,
  },
  {
    title: "The same on Lifeguard's side",
    text: "It had the same load and the same slow backend all the time. It sends no more than 20 requests at once, lets few wait, and refuses the others while they can still do something else.",
    look: "on the right, the backend serves what it can, nothing queues there, and the diagnosis says why callers are refused.",
    at: ["lifeguard-calls", "row-diagnosis"],
    enter: () => Promise.resolve(),
    shows: ({ lifeguard }) => lifeguard.answered > 50 && lifeguard.refused > 50 && lifeguard.verdict !== null,
  },
  {
    title: "Raising its maximum does not help either",
    text: "Lifeguard's bound is 80 now instead of 20, through the Actuator endpoint, for ten minutes.",
    look: "not more calls are answered: the backend is the bottleneck, and the advice has said so before.",
    at: ["lifeguard-connections", "row-diagnosis"],
    enter: () => server.lifeguardMax(80),
    shows: ({ lifeguard }) => lifeguard.max === 80,
  },
  {
    title: "The backend recovers",
    text: "A request takes 20 ms again.",
    look: "Lifeguard answers everything at once. The plain client does when the backend has worked off what is left of callers who have gone.",
    at: ["row-calls", "row-backend"],
    enter: () => server.trouble("slow", false),
    shows: ({ plain, lifeguard, rate }) => most(plain, rate) && most(lifeguard, rate),
  },
];
