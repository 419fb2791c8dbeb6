import { beforeEach, describe, expect, test, vi } from "vitest";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { nobodies } from "@/lib/testing/attacks/principals";
import { auditOf, memberOf, rolesOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import type { RoleName } from "@/lib/tenancy/permissions";
import { transferOwnership as transferAction } from "./actions";
import { invite } from "./invitation-service";
import { changeRole, removeMember, transferOwnership } from "./member-service";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

let party: Party;
let before: Record<string, RoleName>;
beforeEach(async () => {
  party = await addParty();
  before = await rolesOf(party);
});

const as = (role: RoleName) => memberOf(party, role);
const id = (role: RoleName) => party.userIds[role];
const owners = async () =>
  Object.entries(await rolesOf(party)).flatMap(([user, role]) => (role === "owner" ? [user] : []));

test("makes the other one owner and who asks an admin, and it is on the audit log", async () => {
  await transferOwnership(as("owner"), { userId: id("viewer") });
  expect(await rolesOf(party)).toEqual({
    ...before,
    [id("viewer")]: "owner",
    [id("owner")]: "admin",
  });
  expect(await auditOf(party, id("viewer"))).toEqual(["ownership.transferred"]);
  // Who was the owner can take nothing back.
  const back = changeRole(as("owner"), { userId: id("owner"), role: "owner" });
  await expect(back).rejects.toMatchObject({ code: "forbidden" });
  const remove = removeMember(as("owner"), { userId: id("viewer") });
  await expect(remove).rejects.toMatchObject({ code: "forbidden" });
});

test("revokes the invitations that an admin could not have sent", async () => {
  const asOwner = await invite(as("owner"), { email: "next@example.test", role: "owner" });
  const asViewer = await invite(as("owner"), { email: "other@example.test", role: "viewer" });
  await transferOwnership(as("owner"), { userId: id("member") });
  expect(await auditOf(party, asOwner.id)).toContain("invitation.revoked");
  expect(await auditOf(party, asViewer.id)).not.toContain("invitation.revoked");
});

describe("is refused", () => {
  test.each<[string, RoleName]>([
    ["an admin", "admin"],
    ["a member", "member"],
    ["a viewer", "viewer"],
  ])("to %s", async (_, role) => {
    for (const userId of [id(role), party.records.memberId]) {
      await expect(transferOwnership(as(role), { userId })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    expect(await rolesOf(party)).toEqual(before);
  });

  test("to oneself and to another owner, which would leave no or one owner less", async () => {
    await changeRole(as("owner"), { userId: id("admin"), role: "owner" });
    for (const userId of [id("owner"), id("admin")]) {
      await expect(transferOwnership(as("owner"), { userId })).rejects.toMatchObject({
        code: "conflict",
      });
    }
    expect(await owners()).toHaveLength(2);
  });

  test("to a member of another organization, of the same tenant too", async () => {
    for (const other of [await addParty(), await addParty(party.context.tenantId)]) {
      const userId = other.userIds.member;
      await expect(transferOwnership(as("owner"), { userId })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(await rolesOf(party)).toEqual(before);
  });
});

describe("at the same time", () => {
  test("of three transfers of one owner one is done", async () => {
    const heirs = (["admin", "member", "viewer"] as const).map(id);
    const done = await Promise.allSettled(
      heirs.map((userId) => transferOwnership(as("owner"), { userId })),
    );
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await owners()).toHaveLength(1);
    expect((await rolesOf(party))[id("owner")]).toBe("admin");
  });

  test("of two owners who demote each other and hand over, one at least stays", async () => {
    await changeRole(as("owner"), { userId: id("admin"), role: "owner" });
    await Promise.allSettled([
      changeRole(as("owner"), { userId: id("admin"), role: "viewer" }),
      changeRole(as("admin"), { userId: id("owner"), role: "viewer" }),
      transferOwnership(as("owner"), { userId: id("member") }),
      transferOwnership(as("admin"), { userId: id("member") }),
    ]);
    expect((await owners()).length).toBeGreaterThanOrEqual(1);
  });

  test("with the removal of the heir, there is an owner either way", async () => {
    await Promise.allSettled([
      removeMember(as("admin"), { userId: id("member") }),
      transferOwnership(as("owner"), { userId: id("member") }),
    ]);
    const [left, ...more] = await owners();
    expect(more).toEqual([]);
    expect([id("owner"), id("member")]).toContain(left);
  });
});

test("needs an owner's session, from our own page", async () => {
  const transfer = async (headers: Record<string, string>) => {
    request.headers = requestOf(headers);
    const result = await transferAction(party.slug, { userId: id("member") });
    return result.ok ? 200 : result.problem.status;
  };
  const other = await addParty(party.context.tenantId);
  for (const { headers } of await nobodies(party)) expect(await transfer(headers)).toBe(401);
  before = await rolesOf(party);
  expect(await transfer({ authorization: `Bearer ${party.keys.secret}` })).toBe(401);
  expect(await transfer({ cookie: other.sessions.owner })).toBe(404);
  for (const role of ["admin", "member", "viewer"] as const)
    expect(await transfer({ cookie: party.sessions[role] })).toBe(403);
  const cookie = party.sessions.owner;
  expect(await transfer({ cookie, origin: "https://evil.example" })).toBe(403);
  expect(await rolesOf(party)).toEqual(before);
  expect(await transfer({ cookie })).toBe(200);
  // Who is owner now signs in again; who was it goes on as an admin.
  expect(await transfer({ cookie: party.sessions.member })).toBe(401);
  expect(await transfer({ cookie })).toBe(403);
});
