import { beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { apiOf, type Api } from "@/lib/testing/documents-api";
import { runStatement } from "@/lib/testing/test-database";
import { defineRoute } from "./define-route";
import { keepAnswer } from "./idempotency";

const { ownerUrl } = inject("testDatabase");
let party: Party;
let other: Party;
let api: Api;
let otherApi: Api;
let headers: { "idempotency-key": string };

beforeAll(async () => {
  party = await addParty();
  other = await addParty();
  api = await apiOf(party.context);
  otherApi = await apiOf(other.context);
});
beforeEach(() => {
  headers = { "idempotency-key": newId() };
});

async function countOf(sql: string, { context } = party): Promise<number> {
  const [row] = await runStatement(
    ownerUrl,
    `SELECT count(*)::int AS n FROM ${sql} AND organization_id = '${context.organizationId}'`,
  );
  return row?.["n"] as number;
}
const titled = (title: string, whose = party) =>
  countOf(`knowledge_document WHERE title = '${title}'`, whose);

const upload = (title: string, text = "From nine to five.") => {
  const body = new FormData();
  body.set("file", new File([text], "hours.txt", { type: "text/plain" }));
  body.set("title", title);
  return { body };
};

describe.each([
  ["POST /api/v1/documents", (title: string) => ({ json: { title, text: "From nine to five." } })],
  ["POST /api/v1/documents", upload],
  [
    "POST /api/v1/documents/bulk",
    (title: string) => ({ json: { documents: [{ title, text: "From nine to five." }] } }),
  ],
  ["POST /api/v1/faqs", (question: string) => ({ json: { question, answer: "Yes." } })],
])("%s", (route, callWith) => {
  const [method = "", path = ""] = route.split(" ");
  let title: string;
  beforeEach(() => {
    title = `Hours ${newId()}`;
  });

  test("answers a repeat by the first answer, word for word, and writes once", async () => {
    const first = await api(method, path, { ...callWith(title), headers });
    const again = await api(method, path, { ...callWith(title), headers });
    expect([first.status, again.status, again.text]).toEqual([202, 202, first.text]);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await titled(title)).toBe(1);
  });

  test("refuses the key for another body and writes nothing of it", async () => {
    await api(method, path, { ...callWith(title), headers });
    const others = await api(method, path, { ...callWith(`${title} b`), headers });
    expect([others.status, others.body]).toMatchObject([
      422,
      { errors: [{ field: "Idempotency-Key" }] },
    ]);
    expect(await titled(`${title} b`)).toBe(0);
  });

  test("writes once for calls at the same time", async () => {
    const calls = Array.from({ length: 6 }, () =>
      api(method, path, { ...callWith(title), headers }),
    );
    const answers = await Promise.all(calls);
    for (const { status } of answers) expect([202, 409]).toContain(status);
    expect(answers.map(({ status }) => status)).toContain(202);
    for (const { status, headers: given } of answers)
      if (status === 409) expect(given.get("retry-after")).toBe("1");
    expect(await titled(title)).toBe(1);
    const after = await api(method, path, { ...callWith(title), headers });
    expect(after.status).toBe(202);
    expect(await titled(title)).toBe(1);
  });

  test("knows nothing of the same key of another tenant or of another key of one's own", async () => {
    const mine = await api(method, path, { ...callWith(title), headers });
    const theirs = await otherApi(method, path, { ...callWith(title), headers });
    const otherKey = await (
      await apiOf(party.context)
    )(method, path, {
      ...callWith(title),
      headers,
    });
    for (const answer of [theirs, otherKey]) {
      expect([answer.status, answer.headers.get("idempotent-replayed")]).toEqual([202, null]);
      expect(answer.text).not.toBe(mine.text);
    }
    expect([await titled(title), await titled(title, other)]).toEqual([2, 1]);
  });
});

test("the same key for another path is another request", async () => {
  const json = { title: `Hours ${newId()}`, text: "From nine to five." };
  await api("POST", "/api/v1/documents", { json, headers });
  const { status } = await api("POST", "/api/v1/documents/bulk", {
    json: { documents: [json] },
    headers,
  });
  expect(status).toBe(422);
});

test.each(["", "k".repeat(256)])("a key of a wrong length is refused", async (key) => {
  const json = { title: "Hours", text: "From nine to five." };
  const call = { json, headers: { "idempotency-key": key } };
  expect((await api("POST", "/api/v1/documents", call)).status).toBe(422);
});

test("a write that was refused may be tried again with its key", async () => {
  const externalId = newId();
  const faq = { question: `A garage? ${newId()}`, answer: "Yes.", externalId };
  const held = await api("POST", "/api/v1/documents", {
    json: { title: "Held", text: "Held.", externalId },
  });
  expect((await api("POST", "/api/v1/faqs", { json: faq, headers })).status).toBe(409);
  const { id } = held.body as { id: string };
  await api("PATCH", `/api/v1/documents/${id}`, { json: { externalId: newId() } });
  expect((await api("POST", "/api/v1/faqs", { json: faq, headers })).status).toBe(202);
});

describe("a process that dies", () => {
  /** Steps at which an attempt stops, for as long as a test wants. */
  type Stop = (attempt: number, at: "before" | "after") => Promise<void>;
  let stop: Stop;
  let attempts = 0;
  const route = defineRoute({
    service: "kb",
    summary: "Writes one line of the audit log",
    access: ["secret"],
    permission: "kb:write",
    idempotent: true,
    body: z.strictObject({}),
    status: 202,
    handler: async ({ context }) => {
      attempts += 1;
      const mine = attempts;
      await stop(mine, "before");
      const id = newId();
      const answer = await withTenant(context, async (tx) => {
        await recordAudit(tx, context, "document.reindexed", [id]);
        return keepAnswer(tx, { id });
      });
      await stop(mine, "after");
      return answer;
    },
  });
  const call = () => callRoute(route, { key: party.keys.secret, json: {}, headers });
  const effects = () => countOf("audit_event WHERE action = 'document.reindexed'");
  const age = () =>
    runStatement(
      ownerUrl,
      `UPDATE idempotency_key SET created_at = created_at - interval '61 s'
       WHERE organization_id = '${party.context.organizationId}'`,
    );
  let before: number;
  beforeEach(async () => {
    attempts = 0;
    before = await effects();
  });

  /** Holds the first attempt at a step: says when it is there, and lets it go. */
  function holdFirst(at: "before" | "after") {
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    stop = async (attempt, step) => {
      if (attempt !== 1 || step !== at) return;
      reached.resolve();
      await gate.promise;
    };
    return { reached: reached.promise, release: gate.resolve };
  }

  test("after its write has answered its repeats: the write is not made twice", async () => {
    const { reached, release } = holdFirst("after");
    const dead = call();
    await reached;
    await age();
    const again = await call();
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([202, "true"]);
    expect((await effects()) - before).toBe(1);
    release();
    expect((await dead).text).toBe(again.text);
  });

  test("before its write leaves the key to the next one, after a while", async () => {
    const { reached, release } = holdFirst("before");
    const dead = call();
    await reached;
    const early = await call();
    expect([early.status, early.headers.get("retry-after")]).toEqual([409, "1"]);
    await age();
    const next = await call();
    expect([next.status, next.headers.get("idempotent-replayed")]).toEqual([202, null]);
    // It was only slow, and comes back when another has taken over: its write is undone.
    release();
    expect((await dead).status).toBe(409);
    expect((await effects()) - before).toBe(1);
    expect((await call()).text).toBe(next.text);
  });

  test("or fails after its write keeps the write and its answer", async () => {
    stop = (_, step) =>
      step === "after" ? Promise.reject(new Error("planted")) : Promise.resolve();
    expect((await call()).status).toBe(500);
    const again = await call();
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([202, "true"]);
    expect((await effects()) - before).toBe(1);
  });
});
