// Load program for Node's http.Agent. What it is told and what it tells: benchmarks/README.md.

import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

const ORDER = Buffer.from(JSON.stringify({ note: 'x'.repeat(10 * 1024 - '{"note":""}'.length) }));
const ATTEMPTS = 3;
const PATIENCE = 1000;
// how long before a call is due the program stays awake: timers count in milliseconds
const AWAKE = Number(process.env.AWAKE_MICROS ?? 0);

const [contestant, baseUrl] = process.argv.slice(2);
const url = new URL(baseUrl + '/orders');
const leaked = [];

const get = { method: 'GET' };
const post = { method: 'POST', headers: { 'Content-Type': 'application/json', 'Content-Length': ORDER.length } };

const connections = Number(process.env.CONNECTIONS ?? 20);
const tunedAgent = () => new http.Agent({
  keepAlive: true, maxSockets: connections, maxFreeSockets: connections, scheduling: 'lifo', timeout: 30_000,
});
let agent = tunedAgent();

const senders = { 'node-defaults': exchange, 'node-tuned': exchangeWithRetry };
const send = senders[contestant] ?? fail(`no such contestant: ${contestant}`);

const jobs = {
  get: async () => whole(await send(get)),
  post: async () => whole(await send(post, ORDER)),
  leak: async () => success(leak(await send(get))),
};

function fail(reason) {
  throw new Error(reason);
}

function exchange(options, body, millis) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, resolve).on('error', reject);
    if (millis !== undefined) {
      // cheaper than an AbortSignal for each request
      const timer = setTimeout(() => request.destroy(new Error('timeout')), millis);
      request.on('close', () => clearTimeout(timer));
    }
    request.end(body);
  });
}

async function exchangeWithRetry(options, body) {
  const end = performance.now() + PATIENCE;
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await exchange({ ...options, agent }, body, end - performance.now());
      if (response.statusCode !== 503 || options !== get || attempt === ATTEMPTS) {
        return response;
      }
      response.on('error', () => {}).resume();
    } catch (failure) {
      if (attempt === ATTEMPTS || !mayRepeat(options, failure)) {
        throw failure;
      }
    }
    await sleep(Math.random() * 100 * 2 ** (attempt - 1));
  }
}

function mayRepeat(options, failure) {
  return options === get && failure.message !== 'timeout';
}

function success(response) {
  return response.statusCode >= 200 && response.statusCode < 300;
}

function whole(response) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk))
      .on('end', () => resolve(success(response) && Buffer.concat(chunks) && response.complete))
      .on('error', reject);
  });
}

function leak(response) {
  leaked.push(response);
  return response;
}

async function call(job) {
  try {
    return await jobs[job]();
  } catch {
    return false;
  }
}

async function closed(job, callers, millis) {
  const end = performance.now() + Number(millis);
  const tally = { ok: 0, failed: 0 };
  const keepCalling = async () => {
    while (performance.now() < end) {
      tally[(await call(job)) ? 'ok' : 'failed']++;
    }
  };
  const all = Array.from({ length: Number(callers) }, keepCalling);
  await Promise.race([Promise.all(all), sleep(Number(millis))]);
  console.log('closed', tally.ok, tally.failed);
}

async function open(start, schedule, outcomes, millis) {
  const run = new Run(Number(start), readSchedule(schedule), Number(millis));
  await Promise.race([run.start(), sleep(run.limit / 1000 - run.now() / 1000)]);
  writeFileSync(outcomes, run.lines());
  console.log('open', run.calls.length);
}

function readSchedule(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => {
    const [due, job] = line.split(' ');
    return { due: Number(due), job };
  });
}

// The calls of one schedule, and what became of them.
class Run {
  constructor(start, calls, millis) {
    this.origin = start - performance.timeOrigin;
    this.calls = calls;
    this.limit = millis * 1000;
    this.outcomes = new Array(calls.length);
  }

  now() {
    return Math.round((performance.now() - this.origin) * 1000);
  }

  async sleepUntil(micros) {
    const left = (micros - AWAKE - this.now()) / 1000;
    if (left > 0) {
      await sleep(left);
    }
    while (AWAKE && this.now() < micros) {
      await turn();
    }
  }

  async start() {
    const underWay = [];
    while (underWay.length < this.calls.length && this.now() < this.limit) {
      await this.sleepUntil(Math.min(this.calls[underWay.length].due, this.limit));
      // only what is due by now, so that answers get their turn also when all calls are late
      const now = Math.min(this.now(), this.limit);
      while (this.calls[underWay.length]?.due <= now) {
        underWay.push(this.call(underWay.length));
      }
    }
    await Promise.all(underWay);
  }

  async call(index) {
    const ok = await call(this.calls[index].job);
    this.outcomes[index] = `${this.now()} ${ok ? 'ok' : 'failed'}`;
  }

  lines() {
    const pending = `${this.now()} pending`;
    return this.calls.map(({ due }, index) => `${due} ${this.outcomes[index] ?? pending}\n`).join('');
  }
}

function renew() {
  // the global agent begins anew when its sockets are gone
  [agent, http.globalAgent].forEach((old) => old.destroy());
  agent = tunedAgent();
  leaked.length = 0;
  console.log('ready');
}

const commands = { closed, open, renew };
let last = Promise.resolve();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [command, ...words] = line.trim().split(' ');
    if (command === 'quit') {
      process.exit(0);
    }
    last = last.then(() => commands[command](...words));
  })
  .on('close', () => process.exit(0));
console.log('ready');
