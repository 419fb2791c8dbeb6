import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ContractServer } from "../../testing/contract-server";
import { ChatClient, type Surroundings } from "./chat-client";
import type { Exchange } from "./exchange";

const long = "Our summer hours are **nine to six** on weekdays, and ten to four on Sundays [1].";
const citation = { index: 1, title: "Hours", url: "https://larkspoke.example/h", quote: "9 – 18" };

let server: ContractServer;
let url: string;
let history: (readonly Exchange[])[];
let waits: number[];

beforeEach(async () => {
  server = new ContractServer();
  server.answerTo = () => ({ text: long, citations: [citation] });
  url = await server.start();
  history = [];
  waits = [];
});

afterEach(async () => {
  await server.stop();
  expect(server.failures).toEqual([]);
});

function client(changes: Partial<Surroundings> = {}, silenceLimitMs = 60_000): ChatClient {
  let ids = 0;
  const surroundings: Surroundings = {
    fetch,
    isOnline: () => true,
    whenOnline: () => Promise.resolve(),
    onOffline: () => () => undefined,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    random: () => 0.5,
    now: () => 1_000,
    newId: () => `id-${++ids}`,
    ...changes,
  };
  const settings = {
    endpoint: `${url}/api/v1/chat`,
    publishableKey: "fd_pk_test",
    silenceLimitMs,
  };
  return new ChatClient(settings, surroundings, (exchanges) => history.push(exchanges));
}

function last(): Exchange {
  const exchange = history.at(-1)?.at(-1);
  if (!exchange) throw new Error("There is no exchange.");
  return exchange;
}

function textsShown(): string[] {
  return history.map((exchanges) => exchanges.at(-1)?.text ?? "");
}

test("streams an answer with its citations and keeps the conversation in memory", async () => {
  const chat = client();
  await chat.send("When are you open?");
  expect(last()).toMatchObject({ phase: "done", text: long, citations: [citation] });
  expect(new Set(textsShown()).size).toBeGreaterThan(10);
  await chat.send("And on Sundays?");
  expect(server.seen).toMatchObject([
    { clientMessageId: "id-1", authorization: "Bearer fd_pk_test" },
    {
      clientMessageId: "id-2",
      conversationId: "conversation-of-id-1",
      visitorToken: "token-of-the-visitor",
    },
  ]);
  expect(server.seen[0]).not.toHaveProperty("conversationId");
});

test("goes on after a cut where it stopped, with no word lost or doubled", async () => {
  server.steps = [
    { kind: "drop" },
    { kind: "cut", afterTokens: 3 },
    { kind: "cut", afterTokens: 1 },
    { kind: "cut", afterTokens: 5 },
  ];
  await client().send("When are you open?");
  expect(last()).toMatchObject({ phase: "done", text: long });
  for (const text of textsShown()) expect(long.startsWith(text)).toBe(true);
  const lengths = textsShown().map((text) => text.length);
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  expect(server.seen.map(({ clientMessageId }) => clientMessageId)).toEqual(Array(5).fill("id-1"));
  expect(server.seen.map(({ lastEventId }) => lastEventId)).toEqual([
    undefined,
    undefined,
    "1.16",
    "1.20",
    "1.49",
  ]);
  expect(server.stored.size).toBe(1);
});

test("drops the partial text when the server begins a new attempt", async () => {
  server.steps = [{ kind: "restart", afterTokens: 4, text: "Closed today." }];
  await client().send("When are you open?");
  expect(last()).toMatchObject({ phase: "done", text: "Closed today.", lastEventId: "2.13" });
  expect(textsShown()).toContain("Closed");
  expect(textsShown().some((text) => text.includes("hours") && text.includes("Closed"))).toBe(
    false,
  );
});

test("a silent connection counts as lost", async () => {
  server.steps = [{ kind: "silence" }];
  await client({}, 50).send("Anybody there?");
  expect(last().phase).toBe("done");
  expect(server.seen).toHaveLength(2);
});

test("questions typed while another is answered, or offline, are sent in order and once", async () => {
  let online = false;
  let comeBack = (): void => undefined;
  const whenOnline = (): Promise<void> =>
    new Promise((resolve) => {
      comeBack = () => {
        online = true;
        resolve();
      };
    });
  const chat = client({ isOnline: () => online, whenOnline });
  const first = chat.send("one");
  await Promise.all([chat.send("two"), chat.send("three")]);
  expect(history.at(-1)?.map(({ phase }) => phase)).toEqual(["offline", "queued", "queued"]);
  expect(server.seen).toEqual([]);
  comeBack();
  await first;
  expect(server.seen.map(({ message }) => message)).toEqual(["one", "two", "three"]);
  expect(history.at(-1)?.map(({ phase }) => phase)).toEqual(["done", "done", "done"]);
});

test("going offline in the middle of a stream ends it at once, and it goes on afterwards", async () => {
  let goOffline = (): void => undefined;
  let online = true;
  let tokens = 0;
  server.pace = () => {
    tokens += 1;
    if (tokens !== 4) return Promise.resolve();
    online = false;
    goOffline();
    return new Promise((resolve) => setImmediate(resolve));
  };
  const phases: string[] = [];
  const chat = client({
    isOnline: () => online,
    onOffline: (listener) => {
      goOffline = listener;
      return () => undefined;
    },
    whenOnline: () => {
      phases.push(last().phase);
      online = true;
      return Promise.resolve();
    },
  });
  await chat.send("When are you open?");
  expect(phases).toEqual(["offline"]);
  expect(last()).toMatchObject({ phase: "done", text: long });
});

test("waits as long as the server asks when there are too many questions", async () => {
  server.steps = [{ kind: "refuse", status: 429, retryAfter: 7 }];
  await client().send("Again?");
  expect(waits).toEqual([7000]);
  expect(history.flat().find(({ phase }) => phase === "limited")).toMatchObject({
    resumeAt: 8_000,
  });
  expect(last().phase).toBe("done");
});

test("an expired visitor token opens a new conversation with the same question", async () => {
  const chat = client();
  await chat.send("one");
  server.steps = [{ kind: "refuse", status: 404 }];
  await chat.send("two");
  expect(last().phase).toBe("done");
  expect(server.seen[2]).toMatchObject({ message: "two", clientMessageId: "id-2" });
  expect(server.seen[2]).not.toHaveProperty("conversationId");
});

describe("gives up", () => {
  test("after ten lost connections, keeps the question and sends it again when asked", async () => {
    server.steps = Array.from({ length: 11 }, () => ({ kind: "drop" }) as const);
    const chat = client();
    await chat.send("Hello?");
    expect(last()).toMatchObject({ phase: "failed", failure: { kind: "connection" } });
    expect(server.seen).toHaveLength(11);
    await chat.retry("id-1");
    expect(last().phase).toBe("done");
    expect(server.stored.size).toBe(1);
  });

  test("after three errors of the server", async () => {
    server.steps = Array.from({ length: 4 }, () => ({ kind: "error-event", status: 500 }) as const);
    await client().send("Hello?");
    expect(last()).toMatchObject({ phase: "failed", failure: { kind: "server" } });
  });

  test("at once for a refused question, and goes on with the next", async () => {
    server.steps = [{ kind: "refuse", status: 422 }];
    const chat = client();
    await Promise.all([chat.send("one"), chat.send("two")]);
    expect(history.at(-1)).toMatchObject([
      { phase: "failed", failure: { kind: "rejected" } },
      { phase: "done" },
    ]);
    // The server's words are English, whatever the panel speaks.
    expect(JSON.stringify(history)).not.toContain("The stand-in refuses.");
  });

  test("at once when the key is not valid any more", async () => {
    server.steps = [{ kind: "refuse", status: 401 }];
    await client().send("Hello?");
    expect(last()).toMatchObject({ phase: "failed", failure: { kind: "unavailable" } });
    expect(server.seen).toHaveLength(1);
  });
});
