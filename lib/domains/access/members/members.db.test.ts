import { beforeEach, describe, expect, test, vi } from "vitest";
import { addParty, addSession, type Party } from "@/lib/testing/attacks/parties";
import { auditOf, memberOf, rolesOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { createTextDocument } from "@/lib/domains/knowledge/actions";
import { ROLES, type RoleName } from "@/lib/tenancy/permissions";
import { leaveOrganization as leaveAction } from "./actions";
import { changeRole, leaveOrganization, removeMember } from "./member-service";

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
const forbidden = { code: "forbidden" };
const lastOwner = {
  code: "conflict",
  message: expect.stringContaining("needs an owner") as string,
};

describe("the last owner", () => {
  test.each<[string, () => Promise<void>]>([
    ["leaves", () => leaveOrganization(as("owner"))],
    ["is removed", () => removeMember(as("owner"), { userId: id("owner") })],
    ["is demoted", () => changeRole(as("owner"), { userId: id("owner"), role: "admin" })],
  ])("never %s", async (_, deed) => {
    await expect(deed()).rejects.toMatchObject(lastOwner);
    expect(await rolesOf(party)).toEqual(before);
  });

  test("of four who leave at once one stays", async () => {
    for (const role of ["admin", "member", "viewer"] as const)
      await changeRole(as("owner"), { userId: id(role), role: "owner" });
    const left = await Promise.allSettled(ROLES.map((role) => leaveOrganization(as(role))));
    expect(left.filter(({ status }) => status === "rejected")).toHaveLength(1);
    const roles = Object.values(await rolesOf(party));
    expect(roles.filter((role) => role === "owner")).toHaveLength(1);
  });

  test("is the last no more once there is another", async () => {
    await changeRole(as("owner"), { userId: id("member"), role: "owner" });
    await leaveOrganization(as("owner"));
    expect(await rolesOf(party)).not.toHaveProperty(id("owner"));
  });
});

describe("an admin", () => {
  test.each<[string, () => Promise<void>]>([
    ["demotes an owner", () => changeRole(as("admin"), { userId: id("owner"), role: "viewer" })],
    ["removes an owner", () => removeMember(as("admin"), { userId: id("owner") })],
    ["makes an owner", () => changeRole(as("admin"), { userId: id("member"), role: "owner" })],
    ["becomes an owner", () => changeRole(as("admin"), { userId: id("admin"), role: "owner" })],
  ])("never %s", async (_, deed) => {
    // A second owner, so that it is not the rule of the last one that refuses.
    await changeRole(as("owner"), { userId: party.records.memberId, role: "owner" });
    const roles = await rolesOf(party);
    await expect(deed()).rejects.toMatchObject(forbidden);
    expect(await rolesOf(party)).toEqual(roles);
  });

  test("changes and removes others, and it is on the audit log", async () => {
    await changeRole(as("admin"), { userId: id("viewer"), role: "admin" });
    await removeMember(as("admin"), { userId: id("viewer") });
    expect(await rolesOf(party)).not.toHaveProperty(id("viewer"));
    expect(await auditOf(party, id("viewer"))).toEqual(["member.role_changed", "member.removed"]);
  });
});

test.each(ROLES.flatMap((from) => ROLES.map((to) => [from, to] as const)))(
  "a %s who makes themselves %s does not rise",
  async (from, to) => {
    await changeRole(as("owner"), { userId: party.records.memberId, role: "owner" });
    const rises = ROLES.indexOf(to) < ROLES.indexOf(from);
    const change = changeRole(as(from), { userId: id(from), role: to });
    if (rises) await expect(change).rejects.toMatchObject(forbidden);
    else await change;
    expect((await rolesOf(party))[id(from)]).toBe(rises ? from : to);
  },
);

test.each<RoleName>(["member", "viewer"])("a %s changes and removes nobody", async (role) => {
  const userId = party.records.memberId;
  await expect(changeRole(as(role), { userId, role: "viewer" })).rejects.toMatchObject(forbidden);
  await expect(removeMember(as(role), { userId })).rejects.toMatchObject(forbidden);
  expect(await rolesOf(party)).toEqual(before);
});

test("what somebody was when the request began does not decide", async () => {
  const admin = as("admin");
  await changeRole(as("owner"), { userId: id("admin"), role: "viewer" });
  const other = { userId: id("member") };
  await expect(removeMember(admin, other)).rejects.toMatchObject(forbidden);
  await removeMember(as("owner"), { userId: id("admin") });
  await expect(removeMember(admin, other)).rejects.toMatchObject(forbidden);
});

test("a member of another organization, or of none, is not found", async () => {
  for (const other of [await addParty(), await addParty(party.context.tenantId)]) {
    const roles = await rolesOf(other);
    const userId = other.userIds.member;
    const change = changeRole(as("owner"), { userId, role: "viewer" });
    await expect(change).rejects.toMatchObject({ code: "not_found" });
    await expect(removeMember(as("owner"), { userId })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await rolesOf(other)).toEqual(roles);
  }
});

describe("at the next call", () => {
  const write = async (cookie = party.sessions.member) => {
    request.headers = requestOf({ cookie });
    const result = await createTextDocument(party.slug, { title: "Hours", text: "From nine." });
    return result.ok ? 200 : result.problem.status;
  };

  const again = async () => (await addSession(id("member"))).cookie;

  test("who was demoted is signed out, and refused once signed in again", async () => {
    expect(await write()).toBe(200);
    await changeRole(as("owner"), { userId: id("member"), role: "viewer" });
    expect(await write()).toBe(401);
    expect(await write(await again())).toBe(403);
  });

  test("who was removed is signed out, and finds nothing once signed in again", async () => {
    await removeMember(as("owner"), { userId: id("member") });
    expect(await write()).toBe(401);
    expect(await write(await again())).toBe(404);
  });

  test("who was given the role that they have goes on, and so does who steps down", async () => {
    await changeRole(as("owner"), { userId: id("member"), role: "member" });
    expect(await write()).toBe(200);
    await changeRole(as("member"), { userId: id("member"), role: "viewer" });
    expect(await write()).toBe(403);
  });

  test("who is changed again and again by one organization is left in peace after ten times", async () => {
    const change = (n: number) =>
      changeRole(as("owner"), { userId: id("member"), role: n % 2 ? "member" : "viewer" });
    for (let n = 0; n < 10; n += 1) await change(n);
    const cookie = await again();
    await expect(change(10)).rejects.toMatchObject({ code: "rate_limited" });
    expect(await write(cookie)).toBe(200);
    await changeRole(as("owner"), { userId: id("viewer"), role: "member" });
    await removeMember(as("admin"), { userId: id("member") });
  });

  test("what is refused or changes nothing is not counted", async () => {
    const rise = () => changeRole(as("admin"), { userId: id("member"), role: "owner" });
    for (let n = 0; n < 12; n += 1) {
      await expect(rise()).rejects.toMatchObject(forbidden);
      await changeRole(as("admin"), { userId: id("member"), role: "member" });
    }
    await changeRole(as("owner"), { userId: id("member"), role: "viewer" });
  });

  test("who was not changed after all is not signed out", async () => {
    const change = changeRole(as("admin"), { userId: id("owner"), role: "viewer" });
    await expect(change).rejects.toMatchObject(forbidden);
    expect(await write(party.sessions.owner)).toBe(200);
  });
});

describe("leaving", () => {
  const leave = async (headers: Record<string, string>, slug = party.slug) => {
    request.headers = requestOf(headers);
    const result = await leaveAction(slug, {});
    return result.ok ? 200 : result.problem.status;
  };

  test("is for every role but the last owner", async () => {
    for (const role of ["viewer", "member", "admin"] as const)
      expect(await leave({ cookie: party.sessions[role] })).toBe(200);
    expect(await leave({ cookie: party.sessions.owner })).toBe(409);
    expect(Object.keys(await rolesOf(party)).sort()).toEqual(
      [id("owner"), party.records.memberId].sort(),
    );
    expect(await auditOf(party, id("viewer"))).toEqual(["member.removed"]);
  });

  test("needs a session of one's own, from our own page", async () => {
    const other = await addParty();
    expect(await leave({})).toBe(401);
    expect(await leave({ authorization: `Bearer ${party.keys.secret}` })).toBe(401);
    expect(await leave({ cookie: other.sessions.member })).toBe(404);
    const cookie = party.sessions.member;
    expect(await leave({ cookie, origin: "https://evil.example" })).toBe(403);
    expect(await rolesOf(party)).toEqual(before);
  });
});
