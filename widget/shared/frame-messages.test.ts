import { expect, test } from "vitest";
import { readHostMessage, readPanelMessage } from "./frame-messages";

const frame = { the: "frame" };
const frontdesk = "https://frontdesk.example";
const site = "https://shop.example";

test("the page listens to its own frame on our origin alone", () => {
  const ready = { data: { frontdesk: "ready" }, origin: frontdesk, source: frame };
  expect(readPanelMessage(ready, frame, frontdesk)).toBe("ready");
  expect(readPanelMessage({ ...ready, origin: site }, frame, frontdesk)).toBeUndefined();
  expect(readPanelMessage({ ...ready, source: {} }, frame, frontdesk)).toBeUndefined();
  expect(readPanelMessage({ ...ready, source: undefined }, undefined, frontdesk)).toBeUndefined();
});

test.each([
  "https://shop.example.evil.example",
  "http://shop.example",
  "null",
  "https://shop.example:8443",
])("the panel does not listen to %s", (origin) => {
  const open = { data: { frontdesk: "open" }, origin: site, source: frame };
  expect(readHostMessage(open, frame, [site])).toEqual({ frontdesk: "open" });
  expect(readHostMessage({ ...open, origin }, frame, [site])).toBeUndefined();
  expect(readHostMessage(open, {}, [site])).toBeUndefined();
  expect(readHostMessage(open, frame, [])).toBeUndefined();
});

test.each([undefined, null, "ready", 7, {}, { frontdesk: "boom" }, { frontdesk: ["ready"] }])(
  "messages of another kind are ignored: %j",
  (data) => {
    const event = { data, origin: frontdesk, source: frame };
    expect(readPanelMessage(event, frame, frontdesk)).toBeUndefined();
    expect(readHostMessage(event, frame, [frontdesk])).toBeUndefined();
  },
);

const from = (data: unknown) =>
  readHostMessage({ data, origin: site, source: frame }, frame, [site]);

test("who the visitor is comes without what we do not know, and a question as it is", () => {
  expect(from({ frontdesk: "identify", identity: { id: "7", role: "admin", name: "" } })).toEqual({
    frontdesk: "identify",
    identity: { id: "7" },
  });
  expect(from({ frontdesk: "identify", identity: null })).toEqual({
    frontdesk: "identify",
    identity: null,
  });
  expect(from({ frontdesk: "ask", question: "When?" })).toEqual({
    frontdesk: "ask",
    question: "When?",
  });
});

test.each([
  { frontdesk: "ask", question: { text: "When?" } },
  { frontdesk: "ask", question: "a".repeat(4_001) },
  { frontdesk: "language", language: "../de" },
  { frontdesk: "identify" },
])("what is not as it should be is ignored: %j", (data) => {
  expect(from(data)).toBeUndefined();
});

test.each([null, { name: "Somebody" }, { id: 7 }, { id: "a".repeat(201) }])(
  "who names nobody is nobody, whoever was there before: %j",
  (identity) => {
    const nobody = { frontdesk: "identify", identity: null };
    expect(from({ frontdesk: "identify", identity })).toEqual(nobody);
  },
);
