import { beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/keys/route";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { addKey } from "@/lib/testing/keys";
import { keyListQuery } from "./schema";
import { readKeys } from "./service";

let party: Party;
beforeEach(async () => {
  party = await addParty();
});

const page = (query: object, of = party) => readKeys(of.context, keyListQuery.parse(query));
const idsOf = async (query: object) => (await page(query)).keys.map(({ id }) => id);
const setKeys = (ids: string[], data: { createdAt?: Date; expiresAt?: Date; revokedAt?: Date }) =>
  withTenant(party.context, (tx) => tx.apiKey.updateMany({ where: { id: { in: ids } }, data }));

async function addKeys(count: number, name = "Sync", of = party): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1)
    ids.push((await addKey(of.context, { kind: "secret", name })).id);
  return ids;
}

describe("a page of keys", () => {
  test("follows another without a gap, also of keys of one instant, the newest first", async () => {
    const ids = await addKeys(5);
    await setKeys(ids, { createdAt: new Date() });
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { keys, nextCursor } = await page({ search: "sync", limit: 2, cursor });
      seen.push(...keys.map(({ id }) => id));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test("goes on where the last key shown has left the list meanwhile", async () => {
    const ids = await addKeys(4);
    const query = { search: "sync", state: "live", limit: 2 };
    const { nextCursor } = await page(query);
    await setKeys([ids[2]!], { revokedAt: new Date() });
    expect(await idsOf({ ...query, cursor: nextCursor! })).toEqual([ids[1], ids[0]]);
  });

  test("has none of another organization's, whatever cursor it begins after", async () => {
    await addKeys(1);
    for (const other of [await addParty(), await addParty(party.context.tenantId)]) {
      const theirs = await addKeys(2, "Sync", other);
      const { nextCursor } = await page({ limit: 1 }, other);
      const found = await idsOf({ cursor: nextCursor!, limit: 100 });
      expect(found.filter((id) => theirs.includes(id))).toEqual([]);
    }
  });
});

test("what lives and what has ended are told apart, and together they are all", async () => {
  const [live, later, over, revoked] = (await addKeys(4)) as [string, string, string, string];
  await setKeys([later], { expiresAt: new Date(Date.now() + 60_000) });
  await setKeys([over], { expiresAt: new Date() });
  await setKeys([revoked], { revokedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) });
  expect(await idsOf({ search: "sync", state: "live" })).toEqual([later, live]);
  expect(await idsOf({ search: "sync", state: "ended" })).toEqual([revoked, over]);
  expect(await idsOf({ search: "sync" })).toEqual([revoked, over, later, live]);
  const states = (await page({ search: "sync", state: "live" })).keys.map(({ state }) => state);
  expect(states).toEqual(["expiring", "live"]);
});

test("a name is found by a part of it, whatever its case, and takes no pattern", async () => {
  const [id] = await addKeys(1, "Nightly 50% sync");
  expect(await idsOf({ search: "LY 50%" })).toEqual([id]);
  for (const search of ["N_ghtly", "%sync%"]) expect(await idsOf({ search })).toEqual([]);
  const publishable = (await page({ kind: "publishable" })).keys;
  expect(new Set(publishable.map(({ kind }) => kind))).toEqual(new Set(["publishable"]));
});

test("a cursor that is none is refused by its name", async () => {
  const headers = { cookie: party.sessions.owner, "x-organization": party.slug };
  const { status, body } = await callRoute(GET, { path: "/?cursor=1.x", headers });
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ field: "cursor" }] });
});
