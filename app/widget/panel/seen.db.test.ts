import { beforeEach, expect, test } from "vitest";
import { setAllowedOrigins } from "@/lib/testing/widget";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { GET } from "./route";

const SHOP = "https://shop.example";
const framed = { "sec-fetch-dest": "iframe", referer: `${SHOP}/` };

let party: Party;
beforeEach(async () => {
  party = await addParty();
  await setAllowedOrigins(party.context, [SHOP]);
});

async function open(headers: Record<string, string>): Promise<void> {
  const { status } = await callRoute(GET, { path: `/?key=${party.keys.publishable}`, headers });
  expect(status).toBe(200);
}

const seen = () =>
  withTenant(party.context, (tx) =>
    tx.widget.findFirstOrThrow({ select: { seenAt: true, seenOrigin: true } }),
  );

test("the panel in a frame of an allowed site is noted with the site", async () => {
  await open(framed);
  expect(await seen()).toMatchObject({ seenOrigin: SHOP, seenAt: expect.any(Date) as Date });
});

test("many visitors at once are one write in a minute", async () => {
  await open(framed);
  const { seenAt } = await seen();
  await open(framed);
  expect((await seen()).seenAt).toEqual(seenAt);
  const before = new Date(Date.now() - 61_000);
  await withTenant(party.context, (tx) => tx.widget.updateMany({ data: { seenAt: before } }));
  await open(framed);
  expect((await seen()).seenAt?.getTime()).toBeGreaterThan(before.getTime());
});

test.each([
  ["another site", { ...framed, referer: "https://evil.example/" }],
  ["a site of a like name", { ...framed, referer: "https://shop.example.evil.example/" }],
  ["the same name without TLS", { ...framed, referer: "http://shop.example/" }],
  ["nobody who says where", { "sec-fetch-dest": "iframe" }],
  ["no frame", { ...framed, "sec-fetch-dest": "document" }],
  ["no browser of today", { referer: `${SHOP}/` }],
  ["nonsense", { ...framed, referer: "nonsense" }],
])("%s is not noted", async (_, headers) => {
  await open(headers);
  expect(await seen()).toEqual({ seenAt: null, seenOrigin: null });
});
