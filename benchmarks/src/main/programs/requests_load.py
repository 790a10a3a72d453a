"""Load program for Python's requests. What it is told and what it tells: benchmarks/README.md."""

import os
import queue
import random
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor, wait

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NewConnectionError, TimeoutError as Timeout
from urllib3.util.retry import Retry

ORDER = b'{"note":"' + b"x" * (10 * 1024 - len('{"note":""}')) + b'"}'


class Retries(Retry):
    """Repeats after a broken or refused connection, never after a timeout, and with jitter from the first time on."""

    def increment(self, method=None, url=None, response=None, error=None, *arguments, **named):
        if isinstance(error, Timeout) and not isinstance(error, NewConnectionError):
            raise error
        return super().increment(method, url, response, error, *arguments, **named)

    def get_backoff_time(self):
        return self.backoff_factor * 2 ** (len(self.history) - 1) * random.uniform(0.5, 1.5)


def default_session():
    return requests.Session(), None


def tuned_session():
    retry = Retries(total=2, backoff_factor=0.1, status_forcelist=[503], allowed_methods=["GET"], raise_on_status=False)
    connections = int(os.environ.get("CONNECTIONS", "20"))
    session = requests.Session()
    adapter = HTTPAdapter(pool_connections=10, pool_maxsize=connections, pool_block=True, max_retries=retry)
    session.mount("http://", adapter)
    return session, (0.5, 1)


SESSIONS = {"requests-defaults": default_session, "requests-tuned": tuned_session}


class Client:
    """Makes one call per thread, on a session that the threads share."""

    def __init__(self, contestant, base_url):
        self.session, self.timeout = SESSIONS[contestant]()
        self.url = base_url + "/orders"
        self.leaked = []
        self.jobs = {"get": self.get, "post": self.post, "leak": self.leak}

    def call(self, job):
        try:
            return self.jobs[job]()
        except Exception:  # urllib3's own exceptions get through requests now and then
            return False

    def get(self):
        return whole(self.session.get(self.url, timeout=self.timeout))

    def post(self):
        headers = {"Content-Type": "application/json"}
        return whole(self.session.post(self.url, data=ORDER, headers=headers, timeout=self.timeout))

    def leak(self):
        response = self.session.get(self.url, timeout=self.timeout, stream=True)
        self.leaked.append(response)
        return success(response)


def success(response):
    return 200 <= response.status_code < 300


def whole(response):
    # requests takes a body that ends early for a whole one
    return success(response) and not response.raw.length_remaining


class Run:
    """The calls of one schedule, and what became of them."""

    def __init__(self, client, start, calls, millis):
        self.client = client
        self.origin = time.monotonic_ns() + start * 1_000_000 - time.time_ns()
        self.calls = calls
        self.limit = millis * 1000
        self.outcomes = [None] * len(calls)
        self.finished = threading.Semaphore(0)

    def now(self):
        return (time.monotonic_ns() - self.origin) // 1000

    def sleep_until(self, micros):
        time.sleep(max(0, micros - self.now()) / 1_000_000)

    def start(self, pool):
        for index, (due, _) in enumerate(self.calls):
            self.sleep_until(min(due, self.limit))
            if self.now() >= self.limit:
                return
            pool.submit(self.call, index)

    def call(self, index):
        if self.now() < self.limit:
            ok = self.client.call(self.calls[index][1])
            self.outcomes[index] = self.now(), "ok" if ok else "failed"
            self.finished.release()

    def wait(self):
        for _ in self.calls:
            if not self.finished.acquire(timeout=max(0, self.limit - self.now()) / 1_000_000):
                return

    def write(self, path):
        pending = self.now(), "pending"
        with open(path, "w") as file:
            for (due, _), outcome in zip(self.calls, list(self.outcomes)):
                end, what = outcome or pending
                file.write(f"{due} {end} {what}\n")


class Program:
    """Does what a line says."""

    def __init__(self, contestant, base_url, threads):
        self.arguments = contestant, base_url, int(threads.rstrip("v"))
        self.begin()

    def begin(self):
        contestant, base_url, threads = self.arguments
        self.client = Client(contestant, base_url)
        self.pool = ThreadPoolExecutor(threads)

    def renew(self):
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.begin()
        print("ready", flush=True)

    def closed(self, job, callers, millis):
        end = time.monotonic() + int(millis) / 1000
        tallies = [[0, 0] for _ in range(int(callers))]
        wait([self.pool.submit(self.keep_calling, job, end, tally) for tally in tallies], int(millis) / 1000)
        print("closed", *map(sum, zip(*tallies)), flush=True)

    def keep_calling(self, job, end, tally):
        while time.monotonic() < end:
            tally[0 if self.client.call(job) else 1] += 1

    def open(self, start, schedule, outcomes, millis):
        with open(schedule) as file:
            calls = [(int(due), job) for due, job in map(str.split, file)]
        run = Run(self.client, int(start), calls, int(millis))
        run.start(self.pool)
        run.wait()
        run.write(outcomes)
        print("open", len(calls), flush=True)

    def follow(self, lines):
        try:
            while True:
                command, *words = lines.get().split()
                {"closed": self.closed, "open": self.open, "renew": self.renew}[command](*words)
        except BaseException:
            traceback.print_exc()
            os._exit(1)


def main():
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        os.environ.pop(name, None)  # requests would take them for the loopback too
    program = Program(*sys.argv[1:])
    lines = queue.SimpleQueue()
    threading.Thread(target=program.follow, args=[lines], daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "quit":
            break
        lines.put(line)
    os._exit(0)  # the pool would wait for calls that hang


main()
