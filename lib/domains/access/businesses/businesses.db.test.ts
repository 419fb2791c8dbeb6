import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { findSessionOwner } from "@/lib/tenancy/lookup";
import { newTraceId } from "@/lib/platform/log/trace";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import {
  addMember,
  addParty,
  addSession,
  addUser,
  type Party,
} from "@/lib/testing/attacks/parties";
import { auditOf, memberOf } from "@/lib/testing/organization";
import { tenantOwnerOf, tenantRolesOf } from "@/lib/testing/tenant";
import { listBusinesses, listOwnOrganizations } from "./list-service";
import { addOrganization, archiveOrganization, renameOrganization } from "./organization-service";
import { listCandidates, listTenantPeople } from "./people-service";
import { createBusiness, renameTenant, setTenantRole } from "./tenant-service";

process.env["RATE_LIMIT_ORGANIZATIONS_PER_HOUR"] = "3";

let party: Party;
beforeEach(async () => {
  party = await addParty();
});

const owner = () => tenantOwnerOf(party);
const business = async (userId: string) => {
  const { businesses } = await listBusinesses({ userId }, {});
  return businesses.find(({ id }) => id === party.context.tenantId);
};
const organizationsOf = async (
  userId: string,
  { tenantId }: { tenantId: string } = party.context,
) => {
  const read = async (archived: boolean) =>
    (await listOwnOrganizations({ userId }, { tenantId, archived })).organizations;
  return [...(await read(false)), ...(await read(true))];
};
const rolesIn = async (userId: string) =>
  (await organizationsOf(userId)).map(({ slug, role, archived }) => [slug, role, archived]);

describe("the list", () => {
  test("of an owner has every organization of the tenant, with their own role, archived ones last", async () => {
    const neighbour = await addParty(party.context.tenantId);
    const { userIds } = party;
    await archiveOrganization(owner(), {
      organizationId: party.context.organizationId,
      archived: true,
    });
    expect(await rolesIn(userIds.owner)).toEqual([
      [neighbour.slug, null, false],
      [party.slug, null, true],
    ]);
    expect(await business(userIds.owner)).toMatchObject({ role: "owner", archives: true });
  });

  test("of a member has what they belong to, without what is archived", async () => {
    const neighbour = await addParty(party.context.tenantId);
    const { admin } = party.userIds;
    await withTenant(neighbour.context, (tx) =>
      tx.membership.create({
        data: {
          tenantId: neighbour.context.tenantId,
          organizationId: neighbour.context.organizationId,
          userId: admin,
          role: "viewer",
        },
      }),
    );
    expect((await rolesIn(admin)).toSorted()).toEqual(
      [
        [neighbour.slug, "viewer", false],
        [party.slug, "admin", false],
      ].toSorted(),
    );
    expect(await business(admin)).toMatchObject({ role: null, archives: false });
    await archiveOrganization(owner(), {
      organizationId: party.context.organizationId,
      archived: true,
    });
    expect(await rolesIn(admin)).toEqual([[neighbour.slug, "viewer", false]]);
    expect(await business(admin)).toMatchObject({ archives: false });
  });

  test("of somebody who belongs nowhere is empty", async () => {
    const userId = await addUser();
    expect(await listBusinesses({ userId }, {})).toEqual({ businesses: [], nextCursor: null });
    expect(await rolesIn(userId)).toEqual([]);
  });
});

describe("adding", () => {
  test("an organization makes its adder the owner, with an address of its own", async () => {
    const made = await Promise.all(
      Array.from({ length: 3 }, () => addOrganization(owner(), { name: "Nebenstraße 2" })),
    );
    const slugs = made.map(({ organizationSlug }) => organizationSlug);
    expect(new Set(slugs).size).toBe(3);
    for (const slug of slugs) expect(slug).toMatch(/^nebenstra-?e-2-[0-9a-f]{6}$/);
    const { sessionId } = await addSession(party.userIds.owner);
    const session = await findSessionOwner(sessionId);
    const memberships = session?.memberships.filter(({ organizationSlug }) =>
      slugs.includes(organizationSlug),
    );
    expect(memberships).toHaveLength(3);
    for (const { role, tenantId } of memberships ?? [])
      expect([role, tenantId]).toEqual(["owner", party.context.tenantId]);
    const { organizationId } = memberships![0]!;
    const scope = { tenantId: party.context.tenantId, organizationId };
    const [audit, widgets] = await withTenant(scope, async (tx) => [
      await tx.auditEvent.findMany(),
      await tx.widget.findMany(),
    ]);
    expect(audit).toMatchObject([
      { action: "organization.created", recordId: organizationId, actorId: party.userIds.owner },
    ]);
    expect(widgets).toMatchObject([{ allowedOrigins: [] }]);
  });

  test("a business gives a person who belongs nowhere a tenant of their own", async () => {
    const userId = await addUser();
    const made = await createBusiness({ userId, traceId: newTraceId() }, { name: "Corner Shop" });
    const { businesses } = await listBusinesses({ userId }, {});
    expect(businesses).toMatchObject([{ name: "Corner Shop", role: "owner" }]);
    expect(await organizationsOf(userId, { tenantId: businesses[0]!.id })).toMatchObject([
      { slug: made.organizationSlug, name: "Corner Shop", role: "owner" },
    ]);
  });

  test("is limited for each person, businesses and organizations together", async () => {
    const { userId, traceId } = owner();
    for (const name of ["One", "Two"]) await addOrganization(owner(), { name });
    await createBusiness({ userId, traceId }, { name: "Three" });
    const limited = { code: "rate_limited" };
    await expect(addOrganization(owner(), { name: "Four" })).rejects.toMatchObject(limited);
    const another = createBusiness({ userId, traceId }, { name: "Four" });
    await expect(another).rejects.toMatchObject(limited);
    const { businesses } = await listBusinesses({ userId }, {});
    const found = await Promise.all(
      businesses.map(({ id: tenantId }) => organizationsOf(userId, { tenantId })),
    );
    expect(found.flat()).toHaveLength(4);
  });

  test("is refused to an organization's owner, to billing, and to who owns the tenant no more", async () => {
    const organizationOwner = await addMember(party.context, "owner", "Kim");
    const billing = await addMember(party.context, "owner", "Kit");
    await setTenantRole(owner(), { userId: billing, role: "billing" });
    const foreign = (await addParty()).userIds.owner;
    for (const userId of [organizationOwner, billing, foreign, party.userIds.admin]) {
      const deed = addOrganization(tenantOwnerOf(party, userId), { name: "Mine" });
      await expect(deed).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await organizationsOf(party.userIds.owner)).toHaveLength(1);
  });
});

describe("renaming", () => {
  test("an organization keeps its address and is on its audit log", async () => {
    await renameOrganization(memberOf(party, "admin"), { name: "Harbour Shop" });
    await renameOrganization(memberOf(party, "admin"), { name: "Harbour Shop" });
    const [organization] = await organizationsOf(party.userIds.owner);
    expect(organization).toMatchObject({ slug: party.slug, name: "Harbour Shop" });
    expect(await auditOf(party, party.context.organizationId)).toEqual(["organization.renamed"]);
  });

  test("the tenant is its owner's alone, and on the log of its first organization", async () => {
    await addParty(party.context.tenantId);
    const deed = renameTenant(tenantOwnerOf(party, party.userIds.admin), { name: "Mine" });
    await expect(deed).rejects.toMatchObject({ code: "forbidden" });
    await renameTenant(owner(), { name: "Harbour Group" });
    expect((await business(party.userIds.owner))?.name).toBe("Harbour Group");
    expect(await auditOf(party, party.context.tenantId)).toEqual(["tenant.renamed"]);
  });
});

describe("a role in the tenant", () => {
  const second = () => party.userIds.member;

  test("is given to a member of any of its organizations, changed and taken away", async () => {
    const neighbour = await addParty(party.context.tenantId);
    const userId = neighbour.userIds.viewer;
    const before = await tenantRolesOf(party);
    await setTenantRole(owner(), { userId, role: "billing" });
    expect(await tenantRolesOf(party)).toEqual({ ...before, [userId]: "billing" });
    const { people } = await listTenantPeople(owner(), {});
    const { members } = await listCandidates(owner(), {});
    expect(people).toContainEqual(expect.objectContaining({ userId, role: "billing" }));
    expect(members.map((one) => one.userId)).toContain(second());
    expect(members.map((one) => one.userId)).not.toContain(userId);
    await setTenantRole(owner(), { userId, role: "owner" });
    await setTenantRole(owner(), { userId, role: "owner" });
    await setTenantRole(owner(), { userId, role: null });
    expect(await tenantRolesOf(party)).toEqual(before);
    expect(await auditOf(party, userId)).toEqual(Array(3).fill("tenant.role_changed"));
  });

  test("is not for who belongs to none of its organizations", async () => {
    const before = await tenantRolesOf(party);
    for (const userId of [await addUser(), newId(), (await addParty()).userIds.owner]) {
      for (const role of ["owner", "billing", null] as const) {
        const deed = setTenantRole(owner(), { userId, role });
        await expect(deed).rejects.toMatchObject({ code: "not_found" });
      }
    }
    const without = setTenantRole(owner(), { userId: second(), role: null });
    await expect(without).rejects.toMatchObject({ code: "not_found" });
    expect(await tenantRolesOf(party)).toEqual(before);
  });

  test("is not given and taken without end, since each time signs the person out", async () => {
    const userId = second();
    const give = () => setTenantRole(owner(), { userId, role: "billing" });
    for (let times = 0; times < 10; times += 1) {
      await give();
      await setTenantRole(owner(), { userId, role: null });
    }
    await expect(give()).rejects.toMatchObject({ code: "rate_limited" });
  });

  test("of the last owner stays", async () => {
    const before = await tenantRolesOf(party);
    for (const role of ["billing", null] as const) {
      const deed = setTenantRole(owner(), { userId: party.userIds.owner, role });
      await expect(deed).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await tenantRolesOf(party)).toEqual(before);
  });

  test("of four owners who take each other's and their own at once, one is left", async () => {
    const { userIds } = party;
    const all = Object.values(userIds);
    for (const userId of all.slice(1)) await setTenantRole(owner(), { userId, role: "owner" });
    await Promise.allSettled(
      all.flatMap((by) =>
        all.map((userId) => setTenantRole(tenantOwnerOf(party, by), { userId, role: null })),
      ),
    );
    expect(Object.values(await tenantRolesOf(party))).toEqual(["owner"]);
  });

  test("of two owners who make each other billing at once, one is done", async () => {
    await setTenantRole(owner(), { userId: second(), role: "owner" });
    const done = await Promise.allSettled([
      setTenantRole(owner(), { userId: second(), role: "billing" }),
      setTenantRole(tenantOwnerOf(party, second()), {
        userId: party.userIds.owner,
        role: "billing",
      }),
    ]);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(Object.values(await tenantRolesOf(party)).toSorted()).toEqual(["billing", "owner"]);
  });
});

test("the role that finds out who calls reads a tenant's names and roles, and writes none", async () => {
  const denied = withAuthLookup((tx) =>
    tx.tenantMembership.deleteMany({ where: { userId: party.userIds.owner } }),
  );
  await expect(denied).rejects.toThrow("permission denied");
  expect(await tenantRolesOf(party)).toEqual({ [party.userIds.owner]: "owner" });
});
