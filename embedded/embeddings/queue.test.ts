import { describe, expect, it } from "vitest";
import { EmbeddingQueue, QueueFullError } from "./queue.ts";

const alive = () => new AbortController().signal;

function recorder() {
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const queue = new EmbeddingQueue(async (text) => {
    order.push(text);
    if (text === "gate") await gate.promise;
    if (text === "bad") throw new Error("no vector");
    return Float32Array.of(text.length);
  });
  return { queue, order, open: () => gate.resolve() };
}

describe("EmbeddingQueue", () => {
  it("answers in the order of the texts", async () => {
    const { queue } = recorder();
    const vectors = await queue.add(["a", "bbb", "cc"], false, alive());
    expect(vectors.map((vector) => vector[0])).toEqual([1, 3, 2]);
  });

  it("lets a question pass the rest of a batch", async () => {
    const { queue, order, open } = recorder();
    const batch = queue.add(["gate", "b1", "b2"], false, alive());
    const question = queue.add(["q"], true, alive());
    open();
    await Promise.all([batch, question]);
    expect(order).toEqual(["gate", "q", "b1", "b2"]);
  });

  it("gives a batch its turn under a stream of questions", async () => {
    const { queue, order, open } = recorder();
    const all = [queue.add(["gate", "b1"], false, alive())];
    for (let i = 0; i < 20; i++) all.push(queue.add([`q${i}`], true, alive()));
    open();
    await Promise.all(all);
    expect(order.indexOf("b1")).toBe(9);
  });

  it("drops what an aborted caller has waiting", async () => {
    const { queue, order, open } = recorder();
    const caller = new AbortController();
    const first = queue.add(["gate"], false, alive());
    const dropped = queue.add(["x", "y"], false, caller.signal);
    const last = queue.add(["z"], false, alive());
    caller.abort(new Error("gone"));
    open();
    await expect(dropped).rejects.toThrow("gone");
    await Promise.all([first, last]);
    expect(order).toEqual(["gate", "z"]);
  });

  it("goes on after a text that fails", async () => {
    const { queue } = recorder();
    const bad = queue.add(["bad"], false, alive());
    const good = queue.add(["good"], false, alive());
    await expect(bad).rejects.toThrow("no vector");
    await expect(good).resolves.toHaveLength(1);
  });

  it("refuses more work than it can hold", async () => {
    const { queue } = recorder();
    const many = Array.from({ length: 10_001 }, () => "t");
    await expect(queue.add(many, false, alive())).rejects.toThrow(QueueFullError);
  });
});
