import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Mail } from "@/lib/platform/mail/send-mail";
import { addParty, addSession, addUser, type Party } from "@/lib/testing/attacks/parties";
import { memberOf, rolesOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";
import type { RoleName } from "@/lib/tenancy/permissions";
import { signIn } from "../session-service";
import { acceptOwnInvitation, joinByInvitation } from "./actions";
import { deliverInvitation } from "./delivery-service";
import { invite } from "./invitation-service";

process.env["RATE_LIMIT_SIGN_UP_PER_HOUR"] = "1000";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

// The outside world: what the mail server would be given.
const sent: Mail[] = vi.hoisted(() => []);
vi.mock("@/lib/platform/mail/send-mail", () => ({
  sendMail: async (mail: Mail) => {
    sent.push(mail);
    return "sent";
  },
}));

const { ownerUrl } = inject("testDatabase");
let party: Party;
let userId: string;
let email: string;
beforeEach(async () => {
  party = await addParty();
  userId = await addUser();
  email = `${userId}@example.test`;
  request.headers = requestOf({ "x-frontdesk-peer": newId() });
});

async function invited(role: RoleName = "viewer", address = email, to = party) {
  const { tenantId, organizationId, traceId } = to.context;
  const { id } = await invite(memberOf(to, "owner"), { email: address, role });
  const event = { tenantId, organizationId, traceId, jobId: newId(), round: 1 };
  await deliverInvitation({ ...event, invitationId: id }, new AbortController().signal);
  return { token: /\/invitation\/(\S+)/.exec(sent.at(-1)!.text)![1]! };
}

describe("the way in", () => {
  const status = (result: { ok: true } | { ok: false; problem: { status: number } }) =>
    result.ok ? 200 : result.problem.status;

  test("of a signed-in person needs their session", async () => {
    const { token } = await invited();
    expect(status(await acceptOwnInvitation({ token }))).toBe(401);
    request.headers = requestOf({ cookie: (await addSession(await addUser())).cookie });
    expect(status(await acceptOwnInvitation({ token }))).toBe(403);
    const { cookie } = await addSession(userId);
    request.headers = requestOf({ cookie, origin: "https://evil.example" });
    expect(status(await acceptOwnInvitation({ token }))).toBe(403);
    expect(await rolesOf(party)).not.toHaveProperty(userId);
    request.headers = requestOf({ cookie });
    expect(status(await acceptOwnInvitation({ token }))).toBe(200);
    expect((await rolesOf(party))[userId]).toBe("viewer");
  });

  test("of a newcomer makes the account of the invitation, and no organization", async () => {
    const fresh = `${newId()}@new.test`;
    const { token } = await invited("member", fresh);
    const password = "correct horse battery";
    const all = await Promise.all(
      Array.from({ length: 5 }, () => joinByInvitation({ token, name: "Robin", password })),
    );
    expect(all.map(status)).toContain(200);
    const { userId: made } = await signIn(
      { email: fresh, password },
      {
        address: newId(),
        userAgent: null,
      },
    );
    expect((await rolesOf(party))[made]).toBe("member");
    const rows = await runStatement(
      ownerUrl,
      `SELECT organization_id FROM membership WHERE user_id = '${made}'`,
    );
    expect(rows).toHaveLength(1);
  });

  test("of somebody with an account takes its own password, and tells nothing without", async () => {
    const fresh = `${newId()}@new.test`;
    const password = "correct horse battery";
    const first = await invited("member", fresh);
    await joinByInvitation({ token: first.token, name: "Robin", password });
    const other = await addParty();
    const { token } = await invited("viewer", fresh, other);
    const wrong = await joinByInvitation({ token, name: "Eve", password: "another password" });
    expect(status(wrong)).toBe(422);
    expect(JSON.stringify(wrong)).not.toMatch(/exists|taken|registered|e-?mail/i);
    expect(status(await joinByInvitation({ token, name: "Robin", password }))).toBe(200);
  });
});
