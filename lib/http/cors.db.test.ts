import { beforeAll, describe, expect, test } from "vitest";
import * as chat from "@/app/api/v1/chat/route";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import * as widget from "@/app/api/v1/widget/route";
import { setAllowedOrigins } from "@/lib/testing/widget";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";

process.env["RATE_LIMIT_PUBLISHABLE_PER_MINUTE"] = "1000";

const ALLOWED = "https://shop.example";
let party: Party;
let other: Party;

beforeAll(async () => {
  party = await addParty();
  other = await addParty();
  await setAllowedOrigins(party.context, [ALLOWED, "https://münchen.example:8443"].map(originOf));
  await setAllowedOrigins(other.context, ["https://other.example"]);
});
const originOf = (address: string) => new URL(address).origin;

const READABLE = "access-control-allow-origin";
const read = (origin: string | undefined, key = party.keys.publishable) =>
  callRoute(widget.GET, { key, headers: { ...(origin !== undefined && { origin }) } });
const ask = (origin: string) => callRoute(chat.OPTIONS, { method: "OPTIONS", headers: { origin } });

/** Origins that look like an allowed one. */
const TRICKS = [
  "https://shop.example.evil.example",
  "https://evilshop.example",
  "https://www.shop.example",
  "https://shop.example.",
  "https://shop.example:444",
  "https://shop.example:443",
  "http://shop.example",
  "https://SHOP.example",
  "HTTPS://shop.example",
  "https://shop.example/",
  "https://shop.example/path",
  "https://user@shop.example",
  "https://shop.example@evil.example",
  "https://evil.example#https://shop.example",
  "https://evil.example, https://shop.example",
  "https://shop.example https://evil.example",
  "https://shop%2eexample",
  "https://sh\u00f6p.example",
  "https://xn--shp-0na.example",
  "https://xn--mnchen-3ya.example",
  "null",
  "*",
  "file://",
  "chrome-extension://shop.example",
  "http://localhost:3001",
  "https://localhost:3000",
  "http://localhost.evil.example:3000",
];

describe("a widget's key", () => {
  test.each([ALLOWED, "https://xn--mnchen-3ya.example:8443", "http://localhost:3000"])(
    "works on %s, for that origin to read",
    async (origin) => {
      const { status, headers } = await read(origin);
      expect([status, headers.get(READABLE)]).toEqual([200, origin]);
      expect(headers.get("vary")).toContain("Origin");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    },
  );

  test.each(TRICKS)("is refused on %j, and nobody there reads even that", async (origin) => {
    const sent = /[^\0-\xff]/.test(origin) ? encodeURI(origin) : origin;
    const { status, headers, text } = await read(sent);
    expect([status, headers.get(READABLE)]).toEqual([403, null]);
    expect(headers.get("vary")).toContain("Origin");
    expect(text).toContain("origin_not_allowed");
    expect(text).not.toContain(party.canary);
  });

  test("is refused on the site of another's widget", async () => {
    expect((await read("https://other.example")).status).toBe(403);
    expect((await read(ALLOWED, other.keys.publishable)).status).toBe(403);
  });

  test("whose widget allows no site works on none", async () => {
    await setAllowedOrigins(other.context, []);
    expect((await read("https://other.example", other.keys.publishable)).status).toBe(403);
    await setAllowedOrigins(other.context, ["https://other.example"]);
  });
});

describe("a preflight", () => {
  test("lets a widget's site send its key and its content type, and nothing by cookie", async () => {
    const { status, headers } = await ask(ALLOWED);
    expect([status, headers.get(READABLE)]).toEqual([204, ALLOWED]);
    expect(headers.get("access-control-allow-headers")).toContain("authorization");
    expect(headers.get("access-control-allow-headers")).not.toMatch(/cookie|organization|\*/i);
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("vary")).toContain("Origin");
  });

  test.each(TRICKS)("from %j allows nothing", async (origin) => {
    const sent = /[^\0-\xff]/.test(origin) ? encodeURI(origin) : origin;
    const { headers } = await ask(sent);
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(headers.get("vary")).toContain("Origin");
  });
});

test("what is no visitor's route is for no other origin to read, whatever key is sent", async () => {
  const { status, headers } = await callRoute(listDocuments, {
    key: party.keys.secret,
    headers: { origin: ALLOWED },
  });
  expect([status, headers.get(READABLE)]).toEqual([200, null]);
});
