import { beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import { newId } from "@/lib/core/ids";
import {
  demandTwoFactor,
  readTwoFactorDemand,
} from "@/lib/domains/access/two-factor/demand-service";
import {
  beginTwoFactor,
  confirmTwoFactor,
  readTwoFactor,
  renewRecoveryCodes,
  turnOffTwoFactor,
} from "@/lib/domains/access/two-factor/service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { SignedIn } from "@/lib/tenancy/context";
import { ACTION_CASES } from "@/lib/testing/attacks/action-cases";
import { findActions, findRoutes, isDefined } from "@/lib/testing/attacks/endpoints";
import { addParty, addSession, addUser, type Party } from "@/lib/testing/attacks/parties";
import { ROUTE_CASES } from "@/lib/testing/attacks/route-cases";
import { callRoute } from "@/lib/testing/call-route";
import { auditOf, memberOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";
import { addPassedSession, codeOf, turnOnTwoFactor } from "@/lib/testing/two-factor";

process.env["RATE_LIMIT_SESSION_PER_MINUTE"] = "1000000";
process.env["RATE_LIMIT_SECOND_STEP_PER_15_MINUTES"] = "100";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const { ownerUrl } = inject("testDatabase");

interface Member extends SignedIn {
  cookie: string;
}

async function addPerson(): Promise<Member> {
  const userId = await addUser();
  return { userId, ...(await addSession(userId)), address: newId() };
}

const alive = async ({ userId }: Pick<SignedIn, "userId">) =>
  (
    await runStatement(
      ownerUrl,
      `SELECT id FROM app_session WHERE user_id = '${userId}' AND revoked_at IS NULL ORDER BY id`,
    )
  ).map(({ id }) => id);

describe("a person's own", () => {
  let person: Member;
  beforeEach(async () => {
    person = await addPerson();
  });

  async function turnOn() {
    const { secret } = await beginTwoFactor(person);
    return { secret, ...(await confirmTwoFactor(person, codeOf(secret))) };
  }

  test("is on once a code confirms it: other sessions end, this one has passed, ten codes are given", async () => {
    await addSession(person.userId);
    const { recoveryCodes, ended } = await turnOn();
    expect(ended).toBe(1);
    expect(await alive(person)).toEqual([person.sessionId]);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes.every((code) => /^([a-z2-7]{4}-){3}[a-z2-7]{4}$/.test(code))).toBe(true);
    expect(await readTwoFactor(person)).toEqual({ on: true, recoveryCodesLeft: 10 });
  });

  test("counts for nothing before", async () => {
    const { uri } = await beginTwoFactor(person);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Frontdesk:.+secret=[A-Z2-7]{32}/);
    expect(await readTwoFactor(person)).toEqual({ on: false, recoveryCodesLeft: 0 });
    const wrong = confirmTwoFactor(person, "000000");
    await expect(wrong).rejects.toMatchObject({ code: "invalid_input" });
    expect(await alive(person)).toEqual([person.sessionId]);
  });

  test("is confirmed by the last secret, and changed by none after it", async () => {
    const first = await beginTwoFactor(person);
    const second = await beginTwoFactor(person);
    const code = codeOf(first.secret);
    await expect(confirmTwoFactor(person, code)).rejects.toMatchObject({ code: "invalid_input" });
    await confirmTwoFactor(person, codeOf(second.secret));
    await expect(beginTwoFactor(person)).rejects.toMatchObject({ code: "conflict" });
    const again = confirmTwoFactor(person, codeOf(second.secret, 1));
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  test("is turned off by a code alone: other sessions end, and this one has passed nothing any more", async () => {
    const { secret } = await turnOn();
    const refused = turnOffTwoFactor(person, codeOf(secret));
    await expect(refused).rejects.toMatchObject({ code: "invalid_input" });
    const other = await addPassedSession(person.userId);
    expect(await turnOffTwoFactor(person, codeOf(secret, 1))).toBe(1);
    expect(await alive(person)).not.toContain(other.sessionId);
    const [row] = await runStatement(
      ownerUrl,
      `SELECT second_step_at, (SELECT count(*)::int FROM app_recovery_code r WHERE r.user_id = s.user_id) AS codes
       FROM app_session s WHERE id = '${person.sessionId}'`,
    );
    expect(row).toEqual({ second_step_at: null, codes: 0 });
  });

  test("has new recovery codes for a code, and the old ones are over", async () => {
    const { recoveryCodes: old } = await turnOn();
    const fresh = await renewRecoveryCodes(person, old[0]!);
    await expect(turnOffTwoFactor(person, old[1]!)).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(turnOffTwoFactor(person, fresh[1]!)).resolves.toBe(0);
  });
});

describe("a tenant that demands it", () => {
  let party: Party;
  let cautious: Member;
  beforeAll(async () => {
    party = await addParty();
    await runStatement(
      ownerUrl,
      `UPDATE tenant SET requires_two_factor = true WHERE id = '${party.context.tenantId}'`,
    );
    const userId = party.userIds.admin;
    await turnOnTwoFactor(userId);
    cautious = await addPassedSession(userId);
  });

  const headersOf = (cookie: string) => ({
    cookie,
    origin: "http://localhost:3000",
    "x-organization": party.slug,
    "x-frontdesk-peer": newId(),
  });

  test("lets nobody in without a second step, by no route", async () => {
    const routes = (await findRoutes()).filter(({ name }) => name in ROUTE_CASES);
    expect(routes.length).toBeGreaterThan(10);
    for (const { name, method, handler } of routes) {
      if (!isDefined(handler)) throw new Error(`${name} knows no callers`);
      const { access } = handler.definition;
      if (typeof access === "string" || !access.includes("session")) continue;
      const call = { ...ROUTE_CASES[name]!.own(party.records), method };
      const { status, text } = await callRoute(handler, {
        ...call,
        headers: { ...call.headers, ...headersOf(party.sessions.owner) },
      });
      expect([name, status]).toEqual([name, 403]);
      expect(text).toContain('"two_factor_required"');
    }
  });

  test("lets nobody in without a second step, by no action", async () => {
    const actions = await findActions();
    for (const [name, { own }] of Object.entries(ACTION_CASES)) {
      request.headers = requestOf(headersOf(party.sessions.owner));
      const result = await actions.get(name)!(party.slug, own(party.records));
      expect([name, result]).toMatchObject([name, { problem: { code: "two_factor_required" } }]);
    }
  });

  test("lets in who has passed it, and keys", async () => {
    const passed = await callRoute(listDocuments, { headers: headersOf(cautious.cookie) });
    expect(passed.status).toBe(200);
    expect((await callRoute(listDocuments, { key: party.keys.secret })).status).toBe(200);
  });

  test("is nothing to another tenant of the same person", async () => {
    const other = await addParty();
    const userId = party.userIds.member;
    const { tenantId, organizationId } = other.context;
    await withTenant(other.context, (tx) =>
      tx.membership.create({ data: { tenantId, organizationId, userId, role: "member" } }),
    );
    const call = (slug: string) =>
      callRoute(listDocuments, {
        headers: { ...headersOf(party.sessions.member), "x-organization": slug },
      });
    expect((await call(other.slug)).status).toBe(200);
    expect((await call(party.slug)).status).toBe(403);
  });
});

describe("the demand", () => {
  test("is an owner's of the tenant, who has it on themselves, and is written down", async () => {
    const party = await addParty();
    const { tenantId } = party.context;
    const owner = memberOf(party, "owner");
    const byAdmin = demandTwoFactor(memberOf(party, "admin"), true);
    await expect(byAdmin).rejects.toMatchObject({ code: "forbidden" });
    await expect(demandTwoFactor(owner, true)).rejects.toMatchObject({
      code: "two_factor_required",
    });
    expect(await readTwoFactorDemand(owner)).toEqual({ required: false, mayChange: true });
    await turnOnTwoFactor(party.userIds.owner);
    await demandTwoFactor(owner, true);
    await demandTwoFactor(owner, true);
    expect(await readTwoFactorDemand(memberOf(party, "admin"))).toEqual({
      required: true,
      mayChange: false,
    });
    await demandTwoFactor(owner, false);
    expect(await auditOf(party, tenantId)).toEqual([
      "two_factor.demanded",
      "two_factor.no_longer_demanded",
    ]);
  });

  test("of one tenant is none of another's", async () => {
    const party = await addParty();
    const other = await addParty();
    await turnOnTwoFactor(party.userIds.owner);
    await demandTwoFactor(memberOf(party, "owner"), true);
    expect((await readTwoFactorDemand(memberOf(other, "owner"))).required).toBe(false);
  });
});
