import type { Surroundings } from "./chat-client";

function once(name: "online" | "offline", listener: () => void): () => void {
  addEventListener(name, listener, { once: true });
  return () => removeEventListener(name, listener);
}

/** The real browser. A wait ends early when the connection comes back. */
export const browserSurroundings: Surroundings = {
  fetch: (input, init) => fetch(input, init),
  isOnline: () => navigator.onLine,
  whenOnline: () =>
    new Promise((resolve) => {
      if (navigator.onLine) resolve();
      else once("online", resolve);
    }),
  onOffline: (listener) => once("offline", listener),
  wait: (milliseconds) =>
    new Promise((resolve) => {
      const stop = once("online", done);
      const timer = setTimeout(done, milliseconds);
      function done(): void {
        stop();
        clearTimeout(timer);
        resolve();
      }
    }),
  random: Math.random,
  now: Date.now,
  newId: () => crypto.randomUUID(),
};
