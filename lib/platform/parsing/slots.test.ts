import { expect, it } from "vitest";
import { Slots } from "./slots";

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

const { signal } = new AbortController();

it("lets so many in at once, and the others in the order they came", async () => {
  const slots = new Slots(2);
  const gates = Array.from({ length: 5 }, gate);
  const started: number[] = [];
  const all = gates.map(({ opened }, i) =>
    slots.run(async () => {
      started.push(i);
      await opened;
    }, signal),
  );
  for (const [i, { open }] of gates.entries()) {
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2, 3, 4].slice(0, i + 2));
    open();
    await all[i];
  }
});

it("gives the place back after a failure", async () => {
  const slots = new Slots(1);
  await expect(slots.run(() => Promise.reject(new Error("broken")), signal)).rejects.toThrow(
    "broken",
  );
  expect(await slots.run(() => Promise.resolve("next"), signal)).toBe("next");
});

it("forgets whoever gives up waiting", async () => {
  const slots = new Slots(1);
  const { opened, open } = gate();
  const first = slots.run(() => opened, signal);
  const impatient = new AbortController();
  let started = false;
  const second = slots.run(() => {
    started = true;
    return Promise.resolve();
  }, impatient.signal);
  const third = slots.run(() => Promise.resolve("third"), signal);
  impatient.abort(new Error("gave up"));
  await expect(second).rejects.toThrow("gave up");
  open();
  await first;
  expect(await third).toBe("third");
  expect(started).toBe(false);
  await expect(slots.run(() => Promise.resolve(), impatient.signal)).rejects.toThrow("gave up");
  expect(await slots.run(() => Promise.resolve("free"), signal)).toBe("free");
});
