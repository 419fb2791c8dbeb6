import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import { GET as listKeysRoute } from "@/app/api/v1/keys/route";
import { newId } from "@/lib/core/ids";
import { changeRole, removeMember } from "@/lib/domains/access/members/member-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { addKey } from "@/lib/testing/keys";
import { auditOf, memberOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import type { TenantContext } from "@/lib/tenancy/context";
import { runStatement } from "@/lib/testing/test-database";
import { createApiKey } from "./actions";
import { keyListQuery, keyPage, type Overlap } from "./schema";
import { createKey, readKeys, revokeKey, rotateKey } from "./service";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const ended = { code: "conflict", message: "This key has ended already." };

let party: Party;
beforeEach(async () => {
  party = await addParty();
});

const admin = () => memberOf(party, "admin");
const make = (expiresAt: string | null = null) =>
  createKey(admin(), { kind: "secret", name: "Night sync", scopes: ["kb:read"], expiresAt });
const statusOf = async (key: string) => (await callRoute(listDocuments, { key })).status;
const listKeys = async (context: TenantContext) =>
  (await readKeys(context, keyListQuery.parse({ limit: 100 }))).keys;
const viewOf = async (id: string) => (await listKeys(admin())).find((key) => key.id === id);
const rowOf = (id: string) =>
  withTenant(party.context, (tx) => tx.apiKey.findFirstOrThrow({ where: { id } }));
const setKey = (id: string, data: { createdAt?: Date; expiresAt?: Date }) =>
  withTenant(party.context, (tx) => tx.apiKey.updateMany({ where: { id }, data }));

describe("making a key", () => {
  const make = async (input: object) => {
    request.headers = requestOf({ cookie: party.sessions.admin });
    const good = { kind: "secret", name: "Night sync", scopes: ["kb:read"], expiresAt: null };
    const result = await createApiKey(party.slug, { ...good, ...input } as never);
    return result.ok ? [] : result.problem.errors?.map(({ field }) => field);
  };

  test.each<[string, object, string]>([
    ["a scope beyond its kind", { kind: "publishable", scopes: ["chat:ask", "kb:read"] }, "scopes"],
    ["a scope that no key may have", { scopes: ["members:manage"] }, "scopes.0"],
    ["a scope that is none", { scopes: ["kb:everything"] }, "scopes.0"],
    ["no scope", { scopes: [] }, "scopes"],
    ["no name", { name: " " }, "name"],
    ["a moment that is over", { expiresAt: at(-1000) }, "expiresAt"],
    ["more than a year", { expiresAt: at(367 * DAY) }, "expiresAt"],
    ["no moment at all", { expiresAt: "" }, "expiresAt"],
  ])("refuses %s beside its field, and makes none", async (_, input, field) => {
    const before = (await listKeys(admin())).length;
    expect(await make(input)).toEqual([field]);
    expect(await listKeys(admin())).toHaveLength(before);
  });

  test("takes a year and none", async () => {
    expect(await make({ expiresAt: at(365 * DAY) })).toEqual([]);
    expect(await make({ expiresAt: null })).toEqual([]);
  });

  test("gives what was chosen and no more", async () => {
    const { key } = await makeOne("kb:read");
    expect(await statusOf(key)).toBe(200);
    const other = await makeOne("chat:ask");
    expect(await statusOf(other.key)).toBe(403);
  });
  const makeOne = (scope: "kb:read" | "chat:ask") =>
    createKey(admin(), { kind: "secret", name: "One", scopes: [scope], expiresAt: null });

  test("is made and rotated by nobody who was demoted since the call began", async () => {
    const { id } = await makeOne("kb:read");
    const before = admin();
    await changeRole(memberOf(party, "owner"), { userId: party.userIds.admin, role: "member" });
    const input = { kind: "secret", name: "Late", scopes: ["kb:read"], expiresAt: null } as const;
    const late = [
      createKey(before, { ...input, scopes: [...input.scopes] }),
      rotateKey(before, { id, overlap: "none" }),
    ];
    for (const made of late) await expect(made).rejects.toMatchObject({ code: "forbidden" });
    expect(await auditOf(party, id)).toEqual(["api_key.created"]);
  });

  test("made while its maker is demoted is made before it, or not at all", async () => {
    const before = admin();
    const demotion = changeRole(memberOf(party, "owner"), {
      userId: party.userIds.admin,
      role: "member",
    });
    const input = { kind: "secret" as const, name: "Race", expiresAt: null };
    const tried = await Promise.allSettled(
      Array.from({ length: 16 }, () => createKey(before, { ...input, scopes: ["kb:read"] })),
    );
    await demotion;
    // Ids of one process sort in the order of their making.
    const events = await withTenant(party.context, (tx) =>
      tx.auditEvent.findMany({ orderBy: { id: "asc" }, select: { action: true, actorId: true } }),
    );
    const demoted = events.findIndex(({ action }) => action === "member.role_changed");
    const made = events.map(({ actorId }) => actorId).lastIndexOf(party.userIds.admin);
    expect(made).toBeLessThan(demoted);
    const fulfilled = tried.filter(({ status }) => status === "fulfilled");
    expect(events.filter(({ actorId }) => actorId === party.userIds.admin)).toHaveLength(
      fulfilled.length,
    );
  });

  test("is written down with its maker", async () => {
    const { id } = await makeOne("kb:read");
    expect(await auditOf(party, id)).toEqual(["api_key.created"]);
    const name = `${party.canary} admin`;
    expect((await viewOf(id))?.createdBy).toEqual({ id: party.userIds.admin, name });
    await removeMember(memberOf(party, "owner"), { userId: party.userIds.admin });
    expect((await viewOf(id))?.createdBy).toEqual({ id: party.userIds.admin, name: null });
  });
});

describe("a key in the database", () => {
  const dump = async () => {
    const { ownerUrl } = inject("testDatabase");
    const rows = await runStatement(
      ownerUrl,
      `SELECT to_jsonb(k)::text AS row FROM api_key k WHERE organization_id = '${party.context.organizationId}'`,
    );
    return JSON.stringify(rows);
  };

  test("cannot be used from a dump, whatever is taken from it", async () => {
    const { key } = await make();
    expect(await statusOf(key)).toBe(200);
    const text = await dump();
    expect(text).toContain(key.slice(0, 15));
    expect(text).not.toContain(key.slice(11, -8));
    const words = new Set(text.match(/[A-Za-z0-9_-]{8,}/g));
    expect(words.size).toBeGreaterThan(10);
    for (const word of words)
      for (const tried of [word, `fd_sk_live_${word}`]) expect(await statusOf(tried)).toBe(401);
  });

  test("is in no answer, and its hash neither", async () => {
    const { key, id } = await make();
    const headers = { cookie: party.sessions.admin, "x-organization": party.slug };
    const { status, text, body } = await callRoute(listKeysRoute, { headers });
    expect(status).toBe(200);
    expect(keyPage.parse(body).keys.map((one) => one.id)).toContain(id);
    expect(text).not.toContain(key.slice(16));
    expect(text).not.toContain((await rowOf(id)).hash);
    expect(text).not.toMatch(/[0-9a-f]{64}/);
  });

  test("is listed to nobody but who manages keys", async () => {
    for (const [role, expected] of [
      ["owner", 200],
      ["admin", 200],
      ["member", 403],
      ["viewer", 403],
    ] as const) {
      const headers = { cookie: party.sessions[role], "x-organization": party.slug };
      expect([role, (await callRoute(listKeysRoute, { headers })).status]).toEqual([
        role,
        expected,
      ]);
    }
    expect((await callRoute(listKeysRoute, { key: party.keys.secret })).status).toBe(403);
  });
});

describe("rotating", () => {
  test("makes one like it, and both work while they overlap", async () => {
    const old = await make(at(30 * DAY));
    await setKey(old.id, { createdAt: new Date(Date.now() - 60 * DAY) });
    const { id, key } = await rotateKey(admin(), { id: old.id, overlap: "1h" });
    expect([await statusOf(old.key), await statusOf(key)]).toEqual([200, 200]);
    const [before, after] = [await rowOf(old.id), await rowOf(id)];
    expect(after).toMatchObject({ kind: "secret", name: "Night sync", scopes: ["kb:read"] });
    const lives = after.expiresAt!.getTime() - after.createdAt.getTime();
    expect(Math.abs(lives - 90 * DAY)).toBeLessThan(60_000);
    expect(Math.abs(before.expiresAt!.getTime() - Date.now() - HOUR)).toBeLessThan(60_000);
    expect((await viewOf(old.id))?.state).toBe("replaced");
    expect(await auditOf(party, old.id)).toEqual(["api_key.created", "api_key.rotated"]);
    expect(await auditOf(party, id)).toEqual(["api_key.created"]);
    await setKey(old.id, { expiresAt: new Date() });
    expect([await statusOf(old.key), await statusOf(key)]).toEqual([401, 200]);
  });

  test("keeps the widget of a publishable key", async () => {
    const old = await addKey(admin(), { kind: "publishable" });
    const { id } = await rotateKey(admin(), { id: old.id, overlap: "24h" });
    expect((await rowOf(id)).widgetId).toBe((await rowOf(old.id)).widgetId);
    expect((await rowOf(id)).expiresAt).toBeNull();
  });

  test("without an overlap ends the old one at once", async () => {
    const old = await make();
    const { key } = await rotateKey(admin(), { id: old.id, overlap: "none" });
    expect([await statusOf(old.key), await statusOf(key)]).toEqual([401, 200]);
    expect((await viewOf(old.id))?.state).toBe("revoked");
  });

  test.each<[Overlap, number, number]>([
    ["7d", 2 * HOUR, 2 * HOUR],
    ["1h", 2 * HOUR, HOUR],
  ])("with %s ends one that had %i ms to live in %i", async (overlap, left, expected) => {
    const old = await make(at(left));
    await rotateKey(admin(), { id: old.id, overlap });
    const end = (await rowOf(old.id)).expiresAt!.getTime();
    expect(Math.abs(end - Date.now() - expected)).toBeLessThan(60_000);
  });

  test("of one key at the same time makes one successor", async () => {
    const old = await make();
    const before = (await listKeys(admin())).length;
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => rotateKey(admin(), { id: old.id, overlap: "24h" })),
    );
    const made = tries.filter(({ status }) => status === "fulfilled");
    expect(made).toHaveLength(1);
    for (const one of tries)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
    expect(await listKeys(admin())).toHaveLength(before + 1);
  });

  test("at the same time as revoking leaves the old key dead", async () => {
    const old = await make();
    await Promise.allSettled([
      rotateKey(admin(), { id: old.id, overlap: "7d" }),
      revokeKey(admin(), old.id),
    ]);
    expect(await statusOf(old.key)).toBe(401);
  });
});

describe("a key that has ended", () => {
  test("is not rotated and not revoked, and nothing is made", async () => {
    const [revoked, expired] = [await make(), await make()];
    await revokeKey(admin(), revoked.id);
    await setKey(expired.id, { expiresAt: new Date() });
    const before = (await listKeys(admin())).length;
    for (const { id } of [revoked, expired]) {
      await expect(rotateKey(admin(), { id, overlap: "7d" })).rejects.toMatchObject(ended);
      await expect(revokeKey(admin(), id)).rejects.toMatchObject(ended);
    }
    expect(await listKeys(admin())).toHaveLength(before);
    expect((await viewOf(revoked.id))?.state).toBe("revoked");
    expect((await viewOf(expired.id))?.state).toBe("expired");
  });

  test("is told apart from one that ends soon and from one that lives", async () => {
    const [live, soon] = [await make(at(30 * DAY)), await make(at(3 * DAY))];
    expect((await viewOf(live.id))?.state).toBe("live");
    expect((await viewOf(soon.id))?.state).toBe("expiring");
  });

  test("is answered 401 with a problem document", async () => {
    const { key, id } = await make();
    await revokeKey(admin(), id);
    const { status, body, headers } = await callRoute(listDocuments, { key });
    expect([status, headers.get("content-type")]).toEqual([401, "application/problem+json"]);
    expect(body).toMatchObject({ code: "unauthenticated", detail: "The API key is not valid." });
  });
});

test("a key of another organization, or of none, is not found and stays as it is", async () => {
  const other = await addParty(party.context.tenantId);
  for (const id of [other.records.keyId, newId()]) {
    const missing = { code: "not_found" };
    await expect(rotateKey(admin(), { id, overlap: "none" })).rejects.toMatchObject(missing);
    await expect(revokeKey(admin(), id)).rejects.toMatchObject(missing);
  }
  const [kept] = (await listKeys(other.context)).filter(({ id }) => id === other.records.keyId);
  expect(kept?.state).toBe("live");
});
