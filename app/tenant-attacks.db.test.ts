import { beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import { TENANT_CASES } from "@/lib/testing/attacks/action-cases";
import { findActions } from "@/lib/testing/attacks/endpoints";
import { addMember, addParty, addSession, type Party } from "@/lib/testing/attacks/parties";
import { nobodies } from "@/lib/testing/attacks/principals";
import { auditOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";
import { turnOnTwoFactor } from "@/lib/testing/two-factor";
import type { TenantRoleName } from "@/lib/tenancy/permissions";

process.env["RATE_LIMIT_SESSION_PER_MINUTE"] = "1000000";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const { ownerUrl } = inject("testDatabase");
const actions = await findActions();

interface Result {
  ok: boolean;
  problem?: { code: string; status: number };
}

async function act(name: string, headers: Record<string, string>, ...args: unknown[]) {
  request.headers = requestOf({ "x-frontdesk-peer": newId(), ...headers });
  const result = (await actions.get(name)!(...args)) as Result;
  return { code: result.problem?.code ?? "ok", text: JSON.stringify(result) };
}

/** What the deeds change: the tenant, its organizations, who is what in it and in them. */
const stateOf = ({ context: { tenantId } }: Party) =>
  runStatement(
    ownerUrl,
    `SELECT to_jsonb(t)::text AS row FROM tenant t WHERE id = '${tenantId}'
     UNION ALL SELECT to_jsonb(o)::text FROM organization o WHERE tenant_id = '${tenantId}'
     UNION ALL SELECT to_jsonb(m)::text FROM tenant_membership m WHERE tenant_id = '${tenantId}'
     UNION ALL SELECT to_jsonb(m)::text FROM membership m WHERE tenant_id = '${tenantId}' ORDER BY 1`,
  );

async function giveTenantRole({ context }: Party, userId: string, role: TenantRoleName) {
  const { tenantId } = context;
  await withTenant(context, (tx) =>
    tx.tenantMembership.create({ data: { tenantId, userId, role } }),
  );
}

let victim: Party;
let stranger: Party;
/** Owns the victim's organization and nothing of its tenant. */
let organizationOwner: string;
let billing: string;
beforeAll(async () => {
  victim = await addParty();
  stranger = await addParty();
  const owner = await addMember(victim.context, "owner", "Kim Owner");
  organizationOwner = (await addSession(owner)).cookie;
  const payer = await addMember(victim.context, "owner", "Kim Payer");
  await giveTenantRole(victim, payer, "billing");
  billing = (await addSession(payer)).cookie;
});

const own = (party: Party) => ({
  organizationId: party.context.organizationId,
  memberId: party.records.memberId,
});

describe.each(Object.entries(TENANT_CASES))("%s", (name, input) => {
  let before: unknown;
  beforeEach(async () => {
    before = await stateOf(victim);
  });

  test("is a tenant owner's", () => {
    expect(actions.get(name)?.ofTenantOwner).toBe(true);
  });

  test("tells nobody but an owner of the tenant anything, and changes nothing", async () => {
    const { tenantId } = victim.context;
    const refused = (await auditOf(victim, "tenant:own")).length;
    const callers: [string, string, string][] = [
      ["an organization's owner", organizationOwner, "not_found"],
      ["an admin", victim.sessions.admin, "not_found"],
      ["a viewer", victim.sessions.viewer, "not_found"],
      ["another tenant's owner", stranger.sessions.owner, "not_found"],
      ["billing", billing, "forbidden"],
    ];
    for (const [who, cookie, code] of callers) {
      const answer = await act(name, { cookie }, tenantId, input(own(victim)));
      expect([who, answer.code]).toEqual([who, code]);
      expect(answer.text).not.toContain(victim.canary);
    }
    expect(await auditOf(victim, "tenant:own")).toHaveLength(refused + 1);
    for (const { name: who, headers } of await nobodies(victim)) {
      const answer = await act(name, headers, tenantId, input(own(victim)));
      expect([who, answer.code]).toEqual([who, "unauthenticated"]);
    }
    const { secret, publishable } = victim.keys;
    for (const key of [secret, publishable]) {
      const bearer = { authorization: `Bearer ${key}` };
      expect((await act(name, bearer, tenantId, input(own(victim)))).code).toBe("unauthenticated");
    }
    // The credentials that open nothing bring members of their own, and nothing else.
    const kept = (rows: unknown) => JSON.stringify(rows);
    for (const row of before as { row: string }[])
      expect(kept(await stateOf(victim))).toContain(JSON.stringify(row.row));
  });

  test.each<[string, Record<string, string>]>([
    ["another site", { origin: "https://evil.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["no origin at all", { origin: "" }],
    ["a neighbour", { "sec-fetch-site": "same-site" }],
  ])("changes nothing for %s", async (_, headers) => {
    const call = { cookie: victim.sessions.owner, ...headers };
    const answer = await act(name, call, victim.context.tenantId, input(own(victim)));
    expect(answer.code).toBe("origin_not_allowed");
    expect(await stateOf(victim)).toEqual(before);
  });

  test("of a tenant's owner reaches nothing of another tenant by its ids", async () => {
    const { tenantId } = stranger.context;
    const { text } = await act(
      name,
      { cookie: stranger.sessions.owner },
      tenantId,
      input(own(victim)),
    );
    expect(text).not.toContain(victim.canary);
    expect(await stateOf(victim)).toEqual(before);
  });

  test.each([null, undefined, "", "x", "' OR 1=1 --", 7, {}, { not: "" }, [newId()]])(
    "finds no tenant %s",
    async (tenantId) => {
      const call = { cookie: victim.sessions.owner };
      expect((await act(name, call, tenantId, input(own(victim)))).code).toBe("not_found");
      expect(await stateOf(victim)).toEqual(before);
    },
  );

  test("takes nothing that does not fit", async () => {
    const call = { cookie: victim.sessions.owner };
    for (const wrong of [null, "x", [], { ...(input(own(victim)) as object), extra: 1 }]) {
      const answer = await act(name, call, victim.context.tenantId, wrong);
      expect(answer.code).toBe("invalid_input");
    }
    expect(await stateOf(victim)).toEqual(before);
  });

  test("needs the second step where the tenant demands it, and serves its owner", async () => {
    const party = await addParty();
    const { tenantId } = party.context;
    const call = () => act(name, { cookie: party.sessions.owner }, tenantId, input(own(party)));
    await withTenant(party.context, (tx) =>
      tx.tenant.updateMany({ data: { requiresTwoFactor: true } }),
    );
    expect((await call()).code).toBe("two_factor_required");
    const userId = party.userIds.owner;
    await turnOnTwoFactor(userId);
    await withAuthLookup((tx) =>
      tx.session.updateMany({ where: { userId }, data: { secondStepAt: new Date() } }),
    );
    expect((await call()).code).toBe("ok");
  });
});
