import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Mail } from "@/lib/platform/mail/send-mail";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import { addParty, addUser, type Party } from "@/lib/testing/attacks/parties";
import { auditOf, memberOf, rolesOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";
import type { RoleName } from "@/lib/tenancy/permissions";
import { acceptInvitation, readInvitation } from "./acceptance-service";
import { joinByInvitation } from "./actions";
import { deliverInvitation } from "./delivery-service";
import { consumeInvitation } from "./invitation-repository";
import { invite, readInvitations, resendInvitation, revokeInvitation } from "./invitation-service";
import { changeRole } from "./member-service";
import { hashToken, newToken } from "./token";

process.env["RATE_LIMIT_INVITATIONS_PER_HOUR"] = "40";
process.env["RATE_LIMIT_INVITATION_MAIL_PER_HOUR"] = "5";
process.env["RATE_LIMIT_SIGN_UP_PER_HOUR"] = "1000";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

// The outside world: what the mail server would be given.
const { sent, server } = vi.hoisted(() => ({ sent: [] as Mail[], server: { away: false } }));
vi.mock("@/lib/platform/mail/send-mail", () => ({
  sendMail: async (mail: Mail) => {
    if (server.away) throw new Error("The mail server is away");
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

const as = (role: RoleName, of = party) => memberOf(of, role);
const list = (of: Party) =>
  readInvitations(memberOf(of, "owner"), { search: undefined, cursor: undefined, limit: 100 });
const notFound = { code: "not_found", message: "The invitation was not found." };

async function deliver(id: string, of = party): Promise<string> {
  const { tenantId, organizationId, traceId } = of.context;
  const event = { tenantId, organizationId, traceId, jobId: newId(), round: 1 };
  await deliverInvitation({ ...event, invitationId: id }, new AbortController().signal);
  return /\/invitation\/(\S+)/.exec(sent.at(-1)!.text)![1]!;
}

async function invited(role: RoleName = "viewer", address = email) {
  const { id } = await invite(as("owner"), { email: address, role });
  return { id, token: await deliver(id) };
}

describe("who accepts", () => {
  test("becomes a member with the role of the invitation, once", async () => {
    const { id, token } = await invited();
    expect(await readInvitation(token)).toMatchObject({ email, role: "viewer" });
    expect(await acceptInvitation(token, userId)).toEqual({ organizationSlug: party.slug });
    expect((await rolesOf(party))[userId]).toBe("viewer");
    expect(await auditOf(party, id)).toEqual(["member.invited"]);
    expect(await auditOf(party, userId)).toEqual(["member.joined"]);
    await expect(acceptInvitation(token, userId)).rejects.toMatchObject(notFound);
    expect(await readInvitation(token)).toBeUndefined();
  });

  test("twenty times at once becomes a member once", async () => {
    const { token } = await invited();
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => acceptInvitation(token, userId)),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await auditOf(party, userId)).toEqual(["member.joined"]);
  });

  test("does not come back by a used invitation after being removed", async () => {
    const { token } = await invited();
    await acceptInvitation(token, userId);
    await withTenant(party.context, (tx) => tx.membership.deleteMany({ where: { userId } }));
    await expect(acceptInvitation(token, userId)).rejects.toMatchObject(notFound);
    expect(await rolesOf(party)).not.toHaveProperty(userId);
  });

  test("keeps the role they have when they are a member already", async () => {
    const { token } = await invited("admin");
    const { tenantId, organizationId } = party.context;
    await withTenant(party.context, (tx) =>
      tx.membership.create({ data: { tenantId, organizationId, userId, role: "viewer" } }),
    );
    await acceptInvitation(token, userId);
    expect((await rolesOf(party))[userId]).toBe("viewer");
  });
});

describe("an invitation for another address", () => {
  // The last one is a Cyrillic "а": it looks the same, and is another address.
  test.each(["other", "look-alike"])("(%s) is refused, and stays usable", async (kind) => {
    const own = kind === "other" ? `${newId()}@example.test` : `а${newId()}@example.test`;
    const latin = own.replace("а", "a");
    const address = kind === "other" ? email : latin;
    const { token } = await invited("viewer", address);
    const stranger = newId();
    await withAuthLookup((tx) =>
      tx.user.create({ data: { id: stranger, email: own, name: "Eve", passwordHash: "none" } }),
    );
    await expect(acceptInvitation(token, stranger)).rejects.toMatchObject({ code: "forbidden" });
    expect(await rolesOf(party)).not.toHaveProperty(stranger);
    expect(await readInvitation(token)).toMatchObject({ email: address });
  });
});

describe("what is over, or never was, is one and the same", () => {
  const expire = (id: string) =>
    runStatement(ownerUrl, `UPDATE invitation SET expires_at = now() WHERE id = '${id}'`);
  test.each<[string, () => Promise<string>]>([
    ["expired", async () => invited().then(async ({ id, token }) => (await expire(id), token))],
    [
      "revoked",
      async () => {
        const { id, token } = await invited();
        await revokeInvitation(as("owner"), id);
        expect(await auditOf(party, id)).toEqual(["member.invited", "invitation.revoked"]);
        return token;
      },
    ],
    [
      "sent again",
      async () =>
        invited().then(async ({ id, token }) => (await resendInvitation(as("owner"), id), token)),
    ],
    [
      "delivered again",
      async () => invited().then(async ({ id, token }) => (await deliver(id), token)),
    ],
    ["unknown", async () => newToken()],
    ["the stored hash", async () => hashToken((await invited()).token)],
    ["cut", async () => (await invited()).token.slice(1)],
    ["malformed", async () => "' OR 1=1 --"],
    ["empty", async () => ""],
  ])("%s", async (_, make) => {
    const token = await make();
    expect(await readInvitation(token)).toBeUndefined();
    await expect(acceptInvitation(token, userId)).rejects.toMatchObject(notFound);
    const join = joinByInvitation({ token, name: "Eve", password: "p".repeat(12) });
    expect(await join).toMatchObject({ ok: false, problem: { status: 404 } });
    expect(await rolesOf(party)).not.toHaveProperty(userId);
  });
});

test("what lapses between look-up and use is refused", async () => {
  const { id, token } = await invited("viewer", `${newId()}@new.test`);
  await revokeInvitation(as("owner"), id);
  const used = await withTenant(party.context, (tx) => consumeInvitation(tx, id, hashToken(token)));
  expect(used).toBe(false);
});

describe("sending", () => {
  test("keeps the hash alone, and names the organization and the address", async () => {
    const { id, token } = await invited();
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [row] = await runStatement(ownerUrl, `SELECT * FROM invitation WHERE id = '${id}'`);
    expect(row).toMatchObject({ token_hash: hashToken(token) });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(sent.at(-1)).toMatchObject({ to: email });
    const [event] = await runStatement(
      ownerUrl,
      `SELECT data FROM outbox_event WHERE data->>'invitationId' = '${id}'`,
    );
    expect(Object.keys(event!["data"] as object).sort()).toEqual([
      "invitationId",
      "jobId",
      "organizationId",
      "round",
      "tenantId",
      "traceId",
    ]);
  });

  test.each(["Your invoice http://evil.example/pay", "See www.evil.example"])(
    "leaves a name out that has a link in it: %s",
    async (name) => {
      await runStatement(
        ownerUrl,
        `UPDATE organization SET name = '${name}' WHERE id = '${party.context.organizationId}'`,
      );
      await invited();
      const { subject, text } = sent.at(-1)!;
      expect(subject).toBe("You are invited to an organization on Frontdesk");
      expect(text).not.toContain("evil.example");
    },
  );

  test("again gives another link and 72 hours", async () => {
    const { id } = await invited();
    await runStatement(ownerUrl, `UPDATE invitation SET expires_at = now() WHERE id = '${id}'`);
    expect((await list(party)).invitations).toContainEqual(
      expect.objectContaining({ id, expired: true }),
    );
    await resendInvitation(as("owner"), id);
    await acceptInvitation(await deliver(id), userId);
    expect((await rolesOf(party))[userId]).toBe("viewer");
  });

  test("fails with the mail server, so that its job tries again, and works then", async () => {
    const { id } = await invite(as("owner"), { email, role: "viewer" });
    server.away = true;
    await expect(deliver(id)).rejects.toThrow("away");
    server.away = false;
    await acceptInvitation(await deliver(id), userId);
    expect((await rolesOf(party))[userId]).toBe("viewer");
  });

  test.each(["revoked", "used"])("does nothing for one that was %s meanwhile", async (how) => {
    const { id, token } = await invited();
    if (how === "revoked") await revokeInvitation(as("owner"), id);
    else await acceptInvitation(token, userId);
    const count = sent.length;
    await deliver(id);
    expect(sent).toHaveLength(count);
  });
});

describe("inviting", () => {
  const address = () => `${newId()}@example.test`;

  test("as owner is for owners", async () => {
    const owner = { email: address(), role: "owner" } as const;
    await expect(invite(as("admin"), owner)).rejects.toMatchObject({ code: "forbidden" });
    const { id } = await invite(as("owner"), owner);
    await expect(resendInvitation(as("admin"), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeInvitation(as("admin"), id)).rejects.toMatchObject({ code: "forbidden" });
    await invite(as("admin"), { email: address(), role: "admin" });
  });

  test("ends with the right to it, and so does what was asked", async () => {
    const { id } = await invite(as("admin"), { email, role: "admin" });
    const token = await deliver(id);
    await changeRole(as("owner"), { userId: party.userIds.admin, role: "member" });
    await expect(acceptInvitation(token, userId)).rejects.toMatchObject(notFound);
    const more = invite(as("admin"), { email: address(), role: "viewer" });
    await expect(more).rejects.toMatchObject({ code: "forbidden" });
    expect(await auditOf(party, id)).toEqual(["member.invited", "invitation.revoked"]);
  });

  test("says the same for an address with an account and one without", async () => {
    const known = await invite(as("owner"), { email, role: "viewer" });
    const unknown = await invite(as("owner"), { email: address(), role: "viewer" });
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    const again = invite(as("owner"), { email, role: "viewer" });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  test("refuses who is a member, and another organization's invitation is not found", async () => {
    const member = `${party.userIds.viewer}@example.test`;
    const again = invite(as("owner"), { email: member, role: "admin" });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    const { id } = await invited();
    for (const other of [await addParty(), await addParty(party.context.tenantId)]) {
      const owner = as("owner", other);
      await expect(revokeInvitation(owner, id)).rejects.toMatchObject(notFound);
      await expect(resendInvitation(owner, id)).rejects.toMatchObject(notFound);
      expect(JSON.stringify(await list(other))).not.toContain(email);
    }
    expect((await list(party)).invitations).toContainEqual(expect.objectContaining({ id }));
  });

  test("is counted for each mailbox, whichever organization asks, and sent again as well", async () => {
    const other = await addParty();
    const sixth = { code: "rate_limited" };
    const { id } = await invite(as("owner"), { email, role: "viewer" });
    const { id: theirs } = await invite(as("owner", other), { email, role: "viewer" });
    await resendInvitation(as("owner"), id);
    await resendInvitation(as("owner", other), theirs);
    const plus = email.replace("@", "+again@");
    await invite(as("owner"), { email: plus, role: "viewer" });
    await expect(resendInvitation(as("owner", other), theirs)).rejects.toMatchObject(sixth);
    const third = invite(as("owner", await addParty()), { email, role: "viewer" });
    await expect(third).rejects.toMatchObject(sixth);
    const stranger = { email: address(), role: "viewer" } as const;
    await expect(invite(as("owner"), stranger)).resolves.toBeDefined();
  });

  test("is counted for each organization, whoever asks", async () => {
    const one = (role: "owner" | "admin") => invite(as(role), { email: address(), role: "viewer" });
    for (let n = 0; n < 40; n += 1) await one(n % 2 ? "owner" : "admin");
    await expect(one("owner")).rejects.toMatchObject({ code: "rate_limited" });
    await expect(one("admin")).rejects.toMatchObject({ code: "rate_limited" });
  });
});
