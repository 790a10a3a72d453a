/** The numbers of the server: ten minutes of them, kept up to date by server-sent events. */

const TEN_MINUTES = 600_000;
const SILENCE = 5_000;
const PAUSE = 2_000;

/**
 * Listen until the page is left. The browser connects again by itself as long as the server answers at all; where it
 * has given up, or hears nothing any more, a new connection is made here.
 * @param listener is told `points(all)` when there are new ones, and `state(name)`
 */
export function listen(listener) {
  let points = [];
  let source;
  let heard = Date.now();

  const take = (taken) => {
    heard = Date.now();
    points = taken;
    listener.state("live");
    listener.points(points);
  };

  const connect = () => {
    heard = Date.now();
    source?.close();
    source = new EventSource("demo/stream");
    source.addEventListener("history", (event) => take(JSON.parse(event.data).points));
    source.addEventListener("tick", (event) => take(append(points, JSON.parse(event.data))));
    source.addEventListener("error", () => listener.state("lost"));
  };

  setInterval(() => {
    const silent = Date.now() - heard;
    if (silent > SILENCE) listener.state("lost");
    if (silent > SILENCE || (source.readyState === EventSource.CLOSED && silent > PAUSE)) connect();
  }, 1_000);
  connect();
}

function append(points, point) {
  const kept = points.filter((known) => known.t > point.t - TEN_MINUTES && known.t < point.t);
  kept.push(point);
  return kept;
}
