import fc from "fast-check";
import { expect, test } from "vitest";
import { readStream } from "./read-stream";
import { parseCursor, parseServerEvent, type ServerEvent } from "./server-events";

const wire = [
  ": open\n\n",
  'id: 1.4\nevent: token\ndata: {"text":"Grüß"}\n\n',
  ": heartbeat\r\n\r\n",
  'id: 1.9\nevent: token\ndata: {"text":" 🚲 ¿él?"}\n\n',
  'event: news\ndata: {"of":"a newer server"}\n\n',
  "event: token\ndata: not json\n\n",
  'event: citation\ndata: {"index":1,"title":"T","url":null,"quote":"q"}\n\n',
  'event: citation\ndata: {"index":"one","title":"T","quote":"q"}\n\n',
  'event: done\ndata: {"conversationId":"c","messageId":"m","visitorToken":"t","answer":"a",' +
    '"outcome":"answered","answerer":"extractive","confidence":1,"citations":[{"index":1,"title":"T","quote":"q"},7],"receipt":[]}\n\n',
  'event: error\ndata: {"problem":{"status":503,"detail":"Away","details":{"reason":"away"}}}\n\n',
].join("");

async function eventsOf(chunks: readonly Uint8Array[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  await readStream(
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    }),
    parseServerEvent,
    (event) => events.push(event),
    () => undefined,
  );
  return events;
}

const expected = [
  { kind: "token", text: "Grüß", id: "1.4" },
  { kind: "token", text: " 🚲 ¿él?", id: "1.9" },
  { kind: "citation", citation: { index: 1, title: "T", url: undefined, quote: "q" } },
  {
    kind: "done",
    answer: {
      conversationId: "c",
      messageId: "m",
      visitorToken: "t",
      answer: "a",
      outcome: "answered",
      quoted: true,
      citations: [{ index: 1, title: "T", url: undefined, quote: "q" }],
    },
  },
  { kind: "error", problem: { status: 503, reason: "away" } },
];

test("reads the events that it knows and passes over the rest", async () => {
  expect(await eventsOf([new TextEncoder().encode(wire)])).toEqual(expected);
});

test("does not care where the network cuts the bytes", async () => {
  const bytes = new TextEncoder().encode(wire);
  const cuts = fc.array(fc.nat(bytes.length), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(cuts, async (positions) => {
      const ends = [...positions, bytes.length].sort((a, b) => a - b);
      const chunks = ends.map((end, at) => bytes.slice(ends[at - 1] ?? 0, end));
      expect(await eventsOf(chunks)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test("an event that was cut in the middle does not count", async () => {
  const half = wire.slice(0, wire.indexOf("¿"));
  expect(await eventsOf([new TextEncoder().encode(half)])).toEqual(expected.slice(0, 1));
});

test.each([
  ["1.25", { attempt: "1", offset: 25 }],
  ["a.b.7", { attempt: "a.b", offset: 7 }],
  ["17", undefined],
  [".5", undefined],
  ["1.-5", undefined],
  [undefined, undefined],
])("event id %s stands for %o", (id, cursor) => {
  expect(parseCursor(id)).toEqual(cursor);
});
