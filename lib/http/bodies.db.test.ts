import { beforeAll, describe, expect, inject, test } from "vitest";
import { MAX_FORM_BYTES } from "@/lib/domains/knowledge/upload";
import { endlessBody } from "@/lib/testing/attacks/bodies";
import { findRoutes, isDefined } from "@/lib/testing/attacks/endpoints";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { ROUTE_CASES } from "@/lib/testing/attacks/route-cases";
import { callRoute, type Call } from "@/lib/testing/call-route";
import { apiOf, type Api } from "@/lib/testing/documents-api";
import { runStatement } from "@/lib/testing/test-database";

const { ownerUrl } = inject("testDatabase");
let party: Party;
let api: Api;
beforeAll(async () => {
  party = await addParty();
  api = await apiOf(party.context);
});

const MEGABYTE = 1_000_000;
const DEFAULT_BYTES = 64_000;

const withBody = (await findRoutes()).flatMap(({ name, method, handler }) => {
  const one = ROUTE_CASES[name];
  return one && isDefined(handler) && handler.definition.body
    ? [{ name, method, handler, one }]
    : [];
});

async function rows(): Promise<unknown> {
  const [row] = await runStatement(
    ownerUrl,
    `SELECT (SELECT count(*) FROM knowledge_document) + (SELECT count(*) FROM message) AS n`,
  );
  return row?.["n"];
}

describe.each(withBody)("$name", ({ method, handler, one }) => {
  const { maxBodyBytes = DEFAULT_BYTES } = handler.definition;
  const key = () => (one.allows.includes("secret") ? party.keys.secret : party.keys.publishable);
  const send = (call: Call, withKey = true) => {
    const made = one.own(party.records);
    return callRoute(handler, {
      ...made,
      json: undefined,
      method,
      ...(withKey && { key: key() }),
      ...call,
      headers: { "content-type": "application/json", ...call.headers },
    });
  };

  test("refuses what announces too much, without reading it", async () => {
    const { stream, sent } = endlessBody();
    const headers = { "content-length": String(maxBodyBytes + 1) };
    const { status, body } = await send({ body: stream, headers });
    expect([status, body]).toMatchObject([413, { details: { limitBytes: maxBodyBytes } }]);
    expect(sent()).toBeLessThan(100_000);
  });

  test.each<[string, Record<string, string>]>([
    ["announces nothing", {}],
    ["announces less", { "content-length": "10" }],
    ["announces nonsense", { "content-length": "-1" }],
  ])("stops to read at its limit what %s", async (_, headers) => {
    const before = await rows();
    const { stream, sent } = endlessBody(new Uint8Array(100_000).fill(97));
    expect((await send({ body: stream, headers })).status).toBe(413);
    expect(sent()).toBeLessThan(maxBodyBytes + MEGABYTE);
    expect(await rows()).toBe(before);
  });

  test("reads nothing of what nobody in particular sends", async () => {
    const { stream, sent } = endlessBody();
    expect((await send({ body: stream }, false)).status).toBe(401);
    expect(sent()).toBeLessThan(100_000);
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json-seq",
    "application/xml",
    "",
  ])("refuses %j for its type", async (type) => {
    const { status } = await send({ body: "{}", headers: { "content-type": type } });
    expect(status).toBe(415);
  });

  test.each<[string, BodyInit]>([
    ["nothing", ""],
    ["half an object", '{"title":'],
    ["broken UTF-8", new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
    ["two values", "{}{}"],
    ["a list", "[]"],
    ["a number", "1"],
    ["null", "null"],
    ["deep nesting", "[".repeat(20_000) + "]".repeat(20_000)],
  ])("refuses %s", async (_, body) => {
    expect((await send({ body })).status).toBe(422);
  });

  test("names a field that it does not know", async () => {
    const json = one.own(party.records).json as object;
    const { status, body } = await send({ body: JSON.stringify({ ...json, tenantId: "other" }) });
    expect([status, body]).toMatchObject([
      422,
      { errors: [{ field: "tenantId", message: "Unknown field" }] },
    ]);
  });
});

test("a form is read no further than its own limit, whatever its fields are", async () => {
  const { stream, sent } = endlessBody(new Uint8Array(MEGABYTE).fill(97));
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  expect((await api("POST", "/api/v1/documents", { body: stream, headers })).status).toBe(413);
  expect(sent()).toBeLessThan(MAX_FORM_BYTES + 3 * MEGABYTE);
});

describe("what is wrong is named by its path", () => {
  const fieldsOf = ({ body }: { body: unknown }) =>
    (body as { errors: { field: string }[] }).errors.map(({ field }) => field);

  test("in a body, each field of it", async () => {
    const json = { title: 7, text: "", more: true };
    const answer = await api("POST", "/api/v1/documents", { json });
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer).sort()).toEqual(["more", "text", "title"]);
  });

  test("in a list, with its place", async () => {
    const fine = { title: "Hours", text: "From nine to five." };
    const json = { documents: [fine, { ...fine, title: "" }, { ...fine, url: "javascript:1" }] };
    const answer = await api("POST", "/api/v1/documents/bulk", { json });
    expect(fieldsOf(answer)).toEqual(["documents.1.title", "documents.2.url"]);
  });

  test("in a query, and a parameter that is given twice", async () => {
    const answer = await api("GET", "/api/v1/documents?limit=many&page=2");
    expect([answer.status, fieldsOf(answer).sort()]).toEqual([422, ["limit", "page"]]);
    expect((await api("GET", "/api/v1/documents?limit=1&limit=2")).status).toBe(422);
  });
});
