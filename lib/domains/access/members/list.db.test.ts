import { beforeEach, describe, expect, inject, test } from "vitest";
import { GET } from "@/app/api/v1/members/route";
import { newId } from "@/lib/core/ids";
import { addMember, addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { memberOf } from "@/lib/testing/organization";
import { runStatement } from "@/lib/testing/test-database";
import { nameOfMember, readMembers } from "./list-service";
import { everyMailable, ifMailable } from "./mailable-service";
import { removeMember } from "./member-service";
import { memberListQuery, memberPage } from "./schema";

const { ownerUrl } = inject("testDatabase");

let party: Party;
beforeEach(async () => {
  party = await addParty();
});

const owner = (of = party) => memberOf(of, "owner");
const page = (query: object, of = party) => readMembers(owner(of), memberListQuery.parse(query));

/** Every page of a list, of so many each. */
async function pagesOf(query: object, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined; ;) {
    const { members, nextCursor } = await page({ ...query, limit, cursor });
    pages.push(members.map(({ userId }) => userId));
    if (nextCursor === null) return pages;
    cursor = nextCursor;
  }
}

/** Members of the same instant, as an import makes them. */
async function addTwins(count: number, of = party): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1)
    ids.push(await addMember(of.context, "member", `Twin ${at}`));
  const { organizationId } = of.context;
  const listed = ids.map((id) => `'${id}'`).join(", ");
  await runStatement(
    ownerUrl,
    `UPDATE membership SET created_at = '2026-01-01T00:00:00Z' WHERE organization_id = '${organizationId}' AND user_id IN (${listed})`,
  );
  return ids.toSorted();
}

describe.each([
  ["listed", {}],
  ["searched", { search: "twin" }],
])("members who are %s", (_, query) => {
  test("of one instant stand on one page each, none twice and none left out", async () => {
    const twins = await addTwins(5);
    const pages = await pagesOf(query, 2);
    expect(pages.slice(0, -1).every(({ length }) => length === 2)).toBe(true);
    const all = pages.flat();
    expect(all.filter((id) => twins.includes(id))).toEqual(twins);
    expect(new Set(all).size).toBe(all.length);
  });

  test("go on after the last one shown also when that one has left meanwhile", async () => {
    const twins = await addTwins(5);
    const first = await page({ ...query, limit: 2 });
    await removeMember(owner(), { userId: twins[1]! });
    const second = await page({ ...query, limit: 2, cursor: first.nextCursor! });
    expect(first.members.map(({ userId }) => userId)).toEqual(twins.slice(0, 2));
    expect(second.members.map(({ userId }) => userId)).toEqual(twins.slice(2, 4));
  });

  test("have no next page where the last is full", async () => {
    await addTwins(2);
    const all = (await pagesOf(query, 100)).flat();
    expect((await page({ ...query, limit: all.length })).nextCursor).toBeNull();
    expect((await page({ ...query, limit: all.length - 1 })).nextCursor).not.toBeNull();
  });

  test("of another organization come by no cursor of its own", async () => {
    await addTwins(3);
    for (const other of [await addParty(), await addParty(party.context.tenantId)]) {
      const theirs = await addTwins(3, other);
      const { nextCursor } = await page({ ...query, limit: 1 }, other);
      const { members } = await page({ ...query, cursor: nextCursor! });
      expect(members.filter(({ userId }) => theirs.includes(userId))).toEqual([]);
      expect(JSON.stringify(members)).not.toContain(other.canary);
    }
  });
});

describe("a search", () => {
  test("finds each word in the name or e-mail, whatever its case, and takes no pattern", async () => {
    const kim = await addMember(party.context, "viewer", "Kim O'Neill 50%");
    const ids = async (search: string) =>
      (await page({ search })).members.map(({ userId }) => userId);
    expect(await ids("o'neill KIM")).toEqual([kim]);
    expect(await ids(`kim ${kim}@example`)).toEqual([kim]);
    expect(await ids("50%")).toEqual([kim]);
    expect(await ids("Kim Nobody")).toEqual([]);
    for (const pattern of ["K_m", "%im", "\\"]) expect(await ids(pattern)).toEqual([]);
  });

  test("finds nobody who belongs to another organization alone", async () => {
    const sibling = await addParty(party.context.tenantId);
    const name = `Only There ${newId()}`;
    await addMember(sibling.context, "member", name);
    expect((await page({ search: name })).members).toEqual([]);
    expect((await page({ search: name }, sibling)).members).toHaveLength(1);
  });
});

test("a role narrows the list, alone and with a search", async () => {
  const admins = (await page({ role: "admin" })).members;
  expect(admins.map(({ userId }) => userId)).toEqual([party.userIds.admin]);
  const both = (await page({ role: "admin,viewer", search: party.canary })).members;
  expect(both.map(({ role }) => role).toSorted()).toEqual(["admin", "viewer"]);
});

test("each page says how many owners there are and what who asks is, whatever it shows", async () => {
  const found = await readMembers(memberOf(party, "viewer"), memberListQuery.parse({ limit: 1 }));
  expect(found).toMatchObject({ owners: 1, ownRole: "viewer" });
  const narrowed = await page({ search: "nobody at all", role: "viewer" });
  expect(narrowed).toEqual({ members: [], nextCursor: null, owners: 1, ownRole: "owner" });
});

test.each(["1.x", "x", "1764300000000", `1764300000000.${"0".repeat(36)}`, "'; --"])(
  "the cursor %s is refused by its name",
  async (cursor) => {
    const headers = { cookie: party.sessions.owner, "x-organization": party.slug };
    const path = `/?cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await callRoute(GET, { path, headers });
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ field: "cursor" }] });
    expect(memberPage.safeParse((await callRoute(GET, { headers })).body).success).toBe(true);
  },
);

test("all are found that a mail goes to, over the reads of many, and one by their id", async () => {
  const { tenantId, organizationId } = party.context;
  await runStatement(
    ownerUrl,
    `WITH made AS (
       INSERT INTO app_user (id, email, name, email_verified_at)
         SELECT gen_random_uuid(), gen_random_uuid() || '@example.test', 'Many', now()
       FROM generate_series(1, 1100) RETURNING id)
     INSERT INTO membership (tenant_id, organization_id, user_id, role)
     SELECT '${tenantId}', '${organizationId}', id, 'member' FROM made`,
  );
  const found = await everyMailable(party.context, ["member", "admin"]);
  expect(new Set(found.map(({ userId }) => userId)).size).toBe(found.length);
  expect(found.filter(({ role }) => role === "member").length).toBeGreaterThanOrEqual(1101);
  expect(found.filter(({ role }) => role === "admin")).toHaveLength(1);
  const last = found.at(-1)!.userId;
  expect(await ifMailable(party.context, last)).toMatchObject({ userId: last });
  const other = await addParty(tenantId);
  expect(await ifMailable(other.context, last)).toBeUndefined();
  expect(await nameOfMember(other.context, last)).toBeNull();
});
