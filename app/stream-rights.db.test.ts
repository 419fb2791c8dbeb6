import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { archiveOrganization } from "@/lib/domains/access/businesses/organization-service";
import { revokeKey } from "@/lib/domains/access/keys/service";
import { setAllowedOrigins } from "@/lib/testing/widget";
import {
  changeRole,
  leaveOrganization,
  removeMember,
} from "@/lib/domains/access/members/member-service";
import { signOut } from "@/lib/domains/access/session-service";
import type { TenantContext } from "@/lib/tenancy/context";
import { addParty, addSession, type Party } from "@/lib/testing/attacks/parties";
import { HOURS, keptAnswers, QUESTION, spendingOf } from "@/lib/testing/bakery";
import { addKey } from "@/lib/testing/keys";
import { chatWith } from "@/lib/testing/chat";
import { addIndexed, textOf } from "@/lib/testing/knowledge";
import { startModel, type ModelStandIn } from "@/lib/testing/model";
import { auditOf, memberOf } from "@/lib/testing/organization";
import { tenantOwnerOf } from "@/lib/testing/tenant";

let model: ModelStandIn;
let party: Party;

const bySession = (cookie: string) => ({
  cookie,
  origin: "http://localhost:3000",
  "x-organization": party.slug,
});

beforeAll(async () => {
  // Only the loss of the right can end a held call within a test's time.
  model = await startModel({ silenceSeconds: 90 });
});

afterAll(() => model.stop());

beforeEach(async () => {
  model.reset();
  party = await addParty();
  await addIndexed(party.context, [textOf("Opening hours", HOURS)]);
});

/** Asks, takes a right away after the first word, and reads what the stream says then. */
async function loseMidway(credentials: Record<string, string>, lose: () => Promise<unknown>) {
  const held = model.hold();
  const chat = chatWith(credentials);
  const stream = await chat.open(QUESTION);
  const token = stream.next("token");
  await held.begun;
  held.say("We open at seven [1] in ");
  await token;
  await lose();
  const told = await stream.rest();
  await held.hungUp;
  const next = await chat.ask(QUESTION);
  return { told, next };
}

/** What was answered is kept after the reader was told, so this waits for it. */
async function expectSettled() {
  await vi.waitFor(
    async () => {
      const [answer] = (await keptAnswers(party.context)).toReversed();
      expect(answer).toMatchObject({ state: "partial", text: expect.stringMatching(/^We open/) });
      const { reserved, spent, calls } = await spendingOf(party.context);
      expect(reserved).toBe(0n);
      // The other call is one that the party comes with.
      expect(calls).toHaveLength(2);
      expect(calls).toContainEqual({ settled: true, costMicros: spent });
    },
    { timeout: 10_000 },
  );
}

describe("a stream whose reader", () => {
  it("steps down ends as forbidden, the model is stopped, and the call is settled", async () => {
    const userId = party.userIds.member;
    const { told, next } = await loseMidway(bySession(party.sessions.member), () =>
      changeRole(memberOf(party, "member"), { userId, role: "viewer" }),
    );
    expect(told.done).toBeUndefined();
    expect(told.problem).toMatchObject({ code: "forbidden", status: 403 });
    expect(next.status).toBe(403);
    expect(await auditOf(party, "chat:ask")).toContain("permission.refused");
    await expectSettled();
  });

  it("leaves ends as forbidden", async () => {
    const { told, next } = await loseMidway(bySession(party.sessions.admin), () =>
      leaveOrganization(memberOf(party, "admin")),
    );
    expect(told.problem).toMatchObject({ code: "forbidden" });
    expect(next.status).toBe(404);
    await expectSettled();
  });

  it.each([
    ["demoted", (by: TenantContext, userId: string) => changeRole(by, { userId, role: "viewer" })],
    ["removed", (by: TenantContext, userId: string) => removeMember(by, { userId })],
  ])("is %s ends as unauthenticated", async (_, lose) => {
    const { told, next } = await loseMidway(bySession(party.sessions.member), () =>
      lose(memberOf(party, "owner"), party.userIds.member),
    );
    expect(told.problem).toMatchObject({ code: "unauthenticated" });
    expect(next.status).toBe(401);
    await expectSettled();
  });

  it("is signed out ends as unauthenticated", async () => {
    const { sessionId, cookie } = await addSession(party.userIds.member);
    const { told, next } = await loseMidway(bySession(cookie), () => signOut(sessionId));
    expect(told.problem).toMatchObject({ code: "unauthenticated" });
    expect(next.status).toBe(401);
    await expectSettled();
  });

  it("has a key that is revoked ends as unauthenticated", async () => {
    const owner = memberOf(party, "owner");
    const { id, key } = await addKey(owner, { kind: "secret" });
    const { told, next } = await loseMidway({ authorization: `Bearer ${key}` }, () =>
      revokeKey(owner, id),
    );
    expect(told.problem).toMatchObject({ code: "unauthenticated" });
    expect(next.status).toBe(401);
    await expectSettled();
  });

  it("has a key of an organization that is archived ends as unauthenticated", async () => {
    const { organizationId } = party.context;
    const credentials = { authorization: `Bearer ${party.keys.secret}` };
    const { told, next } = await loseMidway(credentials, () =>
      archiveOrganization(tenantOwnerOf(party), { organizationId, archived: true }),
    );
    expect(told.problem).toMatchObject({ code: "unauthenticated" });
    expect(next.status).toBe(401);
    await expectSettled();
  });

  it("sits on a site that the widget is taken off ends as not allowed", async () => {
    const owner = memberOf(party, "owner");
    const site = "https://bakery.example";
    await setAllowedOrigins(owner, [site]);
    const credentials = { authorization: `Bearer ${party.keys.publishable}`, origin: site };
    const { told, next } = await loseMidway(credentials, () => setAllowedOrigins(owner, []));
    expect(told.problem).toMatchObject({ code: "origin_not_allowed" });
    expect(next.status).toBe(403);
  });
});
