import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { addMember, addParty, addUser, type Party } from "@/lib/testing/attacks/parties";
import { tenantOwnerOf } from "@/lib/testing/tenant";
import { findOrganizations, listBusinesses, listOwnOrganizations } from "./list-service";
import { archiveOrganization } from "./organization-service";
import { listCandidates, listTenantPeople } from "./people-service";

let party: Party;
beforeEach(async () => {
  party = await addParty();
});

type Scope = Party["context"];

async function addOrganization({ tenantId }: Pick<Scope, "tenantId">, name: string) {
  const context = { ...party.context, tenantId, organizationId: newId() };
  const slug = `shop-${context.organizationId}`;
  await withTenant(context, (tx) =>
    tx.organization.create({ data: { tenantId, id: context.organizationId, slug, name } }),
  );
  return context;
}

const join = ({ tenantId, organizationId, ...rest }: Scope, userId: string) =>
  withTenant({ tenantId, organizationId, ...rest }, (tx) =>
    tx.membership.create({ data: { tenantId, organizationId, userId, role: "member" } }),
  );

async function addOrganizations(count: number, name = "Branch"): Promise<Scope[]> {
  const made: Scope[] = [];
  for (let at = 0; at < count; at += 1)
    made.push(await addOrganization(party.context, `${name} ${at}`));
  return made;
}

const idOf = ({ organizationId }: Scope) => organizationId;

type PageOf = (input: { limit: number; cursor?: string }) => Promise<{
  ids: string[];
  nextCursor: string | null;
}>;

/** Every page of a list, of two each; `meanwhile` happens after the first. */
async function readAll(page: PageOf, meanwhile: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const { ids, nextCursor } = await page({ limit: 2, ...(cursor && { cursor }) });
    expect(ids.length).toBeLessThanOrEqual(2);
    seen.push(...ids);
    if (nextCursor === null) return seen;
    expect(new Set(seen).size).toBe(seen.length);
    if (cursor === undefined) await meanwhile();
    cursor = nextCursor;
  }
}

const organizations =
  (userId: string, { search, archived = false }: { search?: string; archived?: boolean } = {}) =>
  async (input: { limit?: number; cursor?: string }) => {
    const { tenantId } = party.context;
    const found = await listOwnOrganizations(
      { userId },
      { ...input, tenantId, archived, ...(search && { search }) },
    );
    return {
      ids: found.organizations.map(({ id }) => id),
      nextCursor: found.nextCursor,
    };
  };

const businesses =
  (userId: string, search?: string) => async (input: { limit?: number; cursor?: string }) => {
    const found = await listBusinesses({ userId }, { ...input, ...(search && { search }) });
    return { ids: found.businesses.map(({ id }) => id), nextCursor: found.nextCursor };
  };

describe("the organizations of a business", () => {
  test("stand on one page each, none twice and none lost, while others are added", async () => {
    const made = await addOrganizations(5);
    let later: Scope[] = [];
    const all = await readAll(organizations(party.userIds.owner), async () => {
      later = await addOrganizations(2);
    });
    expect(all).toEqual([party.context.organizationId, ...[...made, ...later].map(idOf)]);
  });

  test("are those that a member belongs to, page by page, whatever is left meanwhile", async () => {
    const made = await addOrganizations(6);
    const userId = await addMember(party.context, "member", "Kim");
    const joined = made.filter((_, at) => at !== 2);
    for (const context of joined) await join(context, userId);
    const all = await readAll(organizations(userId), () =>
      withTenant(joined[1]!, (tx) => tx.membership.deleteMany({ where: { userId } })),
    );
    const [first, , ...rest] = joined.map(idOf);
    expect(all).toEqual([party.context.organizationId, first, ...rest]);
  });

  test("are told apart by whether they are archived, and only to who has a role in the business", async () => {
    const [one, two, three] = (await addOrganizations(3)) as [Scope, Scope, Scope];
    const admin = party.userIds.admin;
    for (const context of [one, two, three]) await join(context, admin);
    for (const { organizationId } of [one, three])
      await archiveOrganization(tenantOwnerOf(party), { organizationId, archived: true });
    const owner = party.userIds.owner;
    const archived = await readAll(organizations(owner, { archived: true }), async () => undefined);
    expect(archived).toEqual([one, three].map(idOf));
    const used = [party.context, two].map(idOf);
    expect((await organizations(owner)({})).ids).toEqual(used);
    expect((await organizations(admin)({})).ids).toEqual(used);
    expect((await organizations(admin, { archived: true })({})).ids).toEqual([]);
  });

  test("are found by each word in their name, address or the business's name, and by no pattern", async () => {
    const [one] = (await addOrganizations(3, "Harbour 50%")) as [Scope, Scope, Scope];
    const owner = party.userIds.owner;
    const found = async (search: string) => (await organizations(owner, { search })({})).ids;
    expect(await found("0 HARBOUR")).toContain(one.organizationId);
    expect(await found(`shop-${one.organizationId}`)).toEqual([one.organizationId]);
    expect(await found(`${party.canary} harbour`)).toHaveLength(3);
    for (const pattern of ["H_rbour", "harb%50", "\\"]) expect(await found(pattern)).toEqual([]);
    const walked = await readAll(organizations(owner, { search: "harbour" }), () =>
      addOrganizations(1, "Harbour"),
    );
    expect(walked).toHaveLength(4);
  });

  test("of another business are nobody's by its id or by a cursor of its list", async () => {
    const other = await addParty();
    const { tenantId, organizationId } = other.context;
    const owner = { userId: party.userIds.owner };
    for (const archived of [false, true]) {
      const found = await listOwnOrganizations(owner, { tenantId, archived });
      expect(found).toEqual({ organizations: [], nextCursor: null });
    }
    const { ids } = await organizations(party.userIds.owner)({ cursor: organizationId });
    expect(ids).not.toContain(organizationId);
  });
});

describe("the businesses of a person", () => {
  test("stand on one page each, owned or joined, while others are added", async () => {
    const userId = await addUser();
    const expected: string[] = [];
    const add = async (at: number) => {
      const { context } = await addParty();
      const { tenantId } = context;
      if (at % 2 === 0) await join(context, userId);
      if (at % 3 !== 1)
        await withTenant(context, (tx) =>
          tx.tenantMembership.create({ data: { tenantId, userId, role: "billing" } }),
        );
      if (at % 2 === 0 || at % 3 !== 1) expected.push(tenantId);
    };
    for (let at = 0; at < 6; at += 1) await add(at);
    const all = await readAll(businesses(userId), () => add(6));
    expect(expected).toHaveLength(6);
    expect(all).toEqual(expected);
  });

  test("are found by an organization that the person may see there", async () => {
    const hidden = await addOrganization(party.context, "Secret annex");
    const { owner, member } = party.userIds;
    const { tenantId } = party.context;
    expect((await businesses(owner, "secret annex")({})).ids).toEqual([tenantId]);
    expect((await businesses(member, "secret annex")({})).ids).toEqual([]);
    expect((await businesses(member, party.canary)({})).ids).toEqual([tenantId]);
    await join(hidden, member);
    expect((await businesses(member, "secret annex")({})).ids).toEqual([tenantId]);
  });
});

test("an organization is found to switch to by its members alone, and not when it is archived", async () => {
  const [one, two] = (await addOrganizations(2, "Lighthouse")) as [Scope, Scope];
  const { owner, member } = party.userIds;
  await join(one, member);
  const slugs = async (userId: string) =>
    (await findOrganizations({ userId }, "lighthouse")).map(({ slug }) => slug);
  expect(await slugs(member)).toEqual([`shop-${one.organizationId}`]);
  expect(await slugs(owner)).toEqual([]);
  await join(two, member);
  await archiveOrganization(tenantOwnerOf(party), { ...one, archived: true });
  expect(await slugs(member)).toEqual([`shop-${two.organizationId}`]);
});

describe("the people of a business", () => {
  const people = (search?: string) => async (input: { limit?: number; cursor?: string }) => {
    const found = await listTenantPeople(tenantOwnerOf(party), {
      ...input,
      ...(search && { search }),
    });
    return { ids: found.people.map(({ userId }) => userId), nextCursor: found.nextCursor };
  };
  const candidates = (search?: string) => async (input: { limit?: number; cursor?: string }) => {
    const found = await listCandidates(tenantOwnerOf(party), {
      ...input,
      ...(search && { search }),
    });
    return { ids: found.members.map(({ userId }) => userId), nextCursor: found.nextCursor };
  };
  const give = (userId: string) =>
    withTenant(party.context, (tx) =>
      tx.tenantMembership.create({
        data: { tenantId: party.context.tenantId, userId, role: "billing" },
      }),
    );
  async function addMembers(count: number, name = "Payer"): Promise<string[]> {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1)
      ids.push(await addMember(party.context, "member", `${name} ${at}`));
    return ids;
  }

  test("with a role stand on one page each while others are given one", async () => {
    const ids = await addMembers(4);
    for (const userId of ids) await give(userId);
    const [late] = (await addMembers(1, "Late Payer")) as [string];
    const all = await readAll(people(), () => give(late));
    expect(all).toEqual([party.userIds.owner, ...ids, late]);
    expect((await listTenantPeople(tenantOwnerOf(party), { limit: 1 })).owners).toBe(1);
    expect((await people("late PAYER")({})).ids).toEqual([late]);
    expect((await people("%ayer")({})).ids).toEqual([]);
  });

  test("without one stand on one page each, once for all their organizations, while one is given a role", async () => {
    const ids = await addMembers(5, "Heir");
    const second = await addOrganization(party.context, "Second");
    for (const userId of ids) await join(second, userId);
    const all = await readAll(candidates("heir"), () => give(ids[3]!));
    expect(all).toEqual(ids.filter((_, at) => at !== 3));
    expect((await candidates()({ limit: 100 })).ids).not.toContain(party.userIds.owner);
  });

  test("who belong to an archived organization alone are no candidates", async () => {
    const second = await addOrganization(party.context, "Second");
    const userId = await addUser("Lone Heir");
    await join(second, userId);
    expect((await candidates("lone heir")({})).ids).toEqual([userId]);
    await archiveOrganization(tenantOwnerOf(party), { ...second, archived: true });
    expect((await candidates("lone heir")({})).ids).toEqual([]);
  });

  test("of another business come by no cursor", async () => {
    const other = await addParty();
    const [first] = Object.values(other.userIds).toSorted();
    for (const list of [people(), candidates()]) {
      const { ids } = await list({ cursor: first!, limit: 100 });
      for (const id of Object.values(other.userIds)) expect(ids).not.toContain(id);
    }
  });
});
