import { beforeEach, describe, expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { widgetLook } from "@/lib/domains/access/widget/schema";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import type { EventData } from "@/lib/platform/events/contracts";
import type { Mail } from "@/lib/platform/mail/send-mail";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { waitingEvents } from "@/lib/testing/drive-function";
import { askedBefore, thisMonday } from "@/lib/testing/insights";
import { demandSecondStep, memberOf, unconfirmAddress } from "@/lib/testing/organization";
import { turnOnTwoFactor } from "@/lib/testing/two-factor";
import { endSummary, listRecipients, mailSummaryTo } from "./delivery-service";
import { changeSetting } from "./setting-service";
import { startDueSummary } from "./start-service";

// The outside world: what the mail server would be given, and whether it takes it.
const outside = vi.hoisted(() => ({ sent: [] as Mail[], take: (): void => undefined }));
vi.mock("@/lib/platform/mail/send-mail", () => ({
  sendMail: async (mail: Mail) => {
    outside.take();
    outside.sent.push(mail);
    return "sent";
  },
}));

const NEVER = new AbortController().signal;
let party: Party;

beforeEach(async () => {
  outside.sent.length = 0;
  outside.take = () => undefined;
  party = await addParty();
});

const mondays = async () => {
  const events = await waitingEvents(party.context);
  return events
    .filter(({ name }) => name === "insights/week.ended")
    .map(({ data }) => data as EventData<"insights/week.ended">);
};

/** Starts the summary of a week in which visitors asked. */
async function started() {
  await askedBefore(party.context, 3, { outcome: "answered", firstWordMs: 400, rating: "up" });
  await askedBefore(party.context, 2, { outcome: "no_answer" });
  await askedBefore(party.context, 9, { outcome: "no_answer" });
  await startDueSummary(party.context, thisMonday(8));
  const [event] = await mondays();
  return event!;
}

async function mailAll(data: EventData<"insights/week.ended">) {
  for (const userId of await listRecipients(data)) await mailSummaryTo(data, userId, NEVER);
  return outside.sent.map(({ to }) => to.replace("@example.test", ""));
}

/** Begins to set up a second step, without confirming it. */
const addSecret = (userId: string) =>
  withAuthLookup((tx) => tx.twoFactor.create({ data: { userId, sealedSecret: Buffer.of(1) } }));

const setZone = (timeZone: string) =>
  withTenant(party.context, (tx) =>
    tx.widget.updateMany({
      data: {
        settings: widgetLook.parse({ hours: { timeZone, days: {}, holidays: [] } }),
      },
    }),
  );

describe("a week's summary is begun", () => {
  test("on Monday at 7:00, once", async () => {
    await askedBefore(party.context, 3);
    await startDueSummary(party.context, thisMonday(6.9));
    expect(await mondays()).toEqual([]);
    await startDueSummary(party.context, thisMonday(7));
    await startDueSummary(party.context, thisMonday(7.25));
    expect(await mondays()).toHaveLength(1);
  });

  test("once by two sweeps at the same moment", async () => {
    await askedBefore(party.context, 3);
    const start = () => startDueSummary(party.context, thisMonday(8));
    await Promise.all([start(), start()]);
    expect(await mondays()).toHaveLength(1);
  });

  test("by the clocks of the organization's opening hours", async () => {
    await setZone("Pacific/Kiritimati");
    await askedBefore(party.context, 3);
    // Fourteen hours ahead: 7:00 there is 17:00 of the Sunday in UTC.
    await startDueSummary(party.context, thisMonday(-7.1));
    expect(await mondays()).toEqual([]);
    await startDueSummary(party.context, thisMonday(-7));
    expect(await mondays()).toHaveLength(1);
  });

  test("not for a week in which nobody asked, however much before and after", async () => {
    await askedBefore(party.context, 9);
    await askedBefore(party.context, 0);
    await startDueSummary(party.context, thisMonday(8));
    expect(await mondays()).toEqual([]);
  });

  test("not for an archived organization", async () => {
    await askedBefore(party.context, 3);
    await withTenant(party.context, (tx) =>
      tx.organization.updateMany({ data: { archivedAt: new Date() } }),
    );
    await startDueSummary(party.context, thisMonday(8));
    expect(await mondays()).toEqual([]);
  });
});

describe("the mail goes", () => {
  test("to each member who has not turned it off, and who left gets none", async () => {
    const data = await started();
    const { owner, admin, member, viewer } = party.userIds;
    await changeSetting(memberOf(party, "member"), { mailsSummary: false });
    await withTenant(party.context, (tx) =>
      tx.membership.deleteMany({ where: { userId: viewer } }),
    );
    const sent = await mailAll(data);
    expect(sent).toEqual(expect.arrayContaining([owner, admin]));
    expect(sent).not.toContain(member);
    expect(sent).not.toContain(viewer);
  });

  test("to nobody who turned it off or left between the list and their mail", async () => {
    const data = await started();
    const { admin, member } = party.userIds;
    expect(await listRecipients(data)).toEqual(expect.arrayContaining([admin, member]));
    await changeSetting(memberOf(party, "admin"), { mailsSummary: false });
    await withTenant(party.context, (tx) =>
      tx.membership.deleteMany({ where: { userId: member } }),
    );
    await mailSummaryTo(data, admin, NEVER);
    await mailSummaryTo(data, member, NEVER);
    expect(outside.sent).toEqual([]);
  });

  test("to no address that is not confirmed, also not once the list is made", async () => {
    const data = await started();
    const { owner, admin } = party.userIds;
    await unconfirmAddress(owner);
    const listed = await listRecipients(data);
    expect(listed).toContain(admin);
    expect(listed).not.toContain(owner);
    await unconfirmAddress(admin);
    await mailSummaryTo(data, owner, NEVER);
    await mailSummaryTo(data, admin, NEVER);
    expect(outside.sent).toEqual([]);
  });

  test("where a second step is demanded, to those alone who have one", async () => {
    const data = await started();
    const { admin, member } = party.userIds;
    await turnOnTwoFactor(admin);
    await addSecret(member);
    await demandSecondStep(party);
    expect(await mailAll(data)).toEqual([admin]);
    await mailSummaryTo(data, member, NEVER);
    expect(outside.sent).toHaveLength(1);
  });

  test("again to who turned it on again", async () => {
    const data = await started();
    const member = memberOf(party, "member");
    await changeSetting(member, { mailsSummary: false });
    await changeSetting(member, { mailsSummary: true });
    expect(await mailAll(data)).toContain(party.userIds.member);
  });

  test("to nobody once the week is no news any more, or its conversations are deleted", async () => {
    const data = await started();
    const { context } = party;
    const week = thisMonday(-14 * 24);
    await withTenant(context, (tx) => tx.weeklySummary.updateMany({ data: { week } }));
    expect(await mailAll(data)).toEqual([]);
    await withTenant(context, (tx) =>
      tx.weeklySummary.updateMany({ data: { week: thisMonday(-7 * 24) } }),
    );
    await withTenant(context, (tx) => tx.conversation.deleteMany());
    expect(await mailAll(data)).toEqual([]);
  });
});

describe("a member's mail", () => {
  const mailOf = async (role: "owner" | "viewer") => {
    const data = await started();
    await mailSummaryTo(data, party.userIds[role], NEVER);
    return outside.sent[0]!;
  };

  test("tells the week beside the one before, how it is counted, and the most asked gaps", async () => {
    const { subject, text } = await mailOf("owner");
    expect(subject).toBe(`Last week at ${party.canary} organization`);
    expect(text).toContain("Conversations: 2 (the week before: 1)");
    expect(text).toContain("Answered: 50% (the week before: 0%)\n  Questions whose answer holds");
    expect(text).toContain("Unanswered: 1 (the week before: 1)");
    expect(text).toContain("To a person: 0 (the week before: 0)");
    expect(text).toContain("Satisfaction: 100% (the week before: –)");
    expect(text).toContain("Leads: 0 (the week before: 0)");
    expect(text).toContain("First word: 0.4 s (the week before: –)");
    expect(text).toMatch(/Cost per answer: \$0/);
    expect(text).toMatch(/1\. “.*canary.*”, in 1 conversation/);
    expect(text).toContain(`/${party.slug}/insights`);
    expect(text).toContain(`/${party.slug}/gaps`);
  });

  test("tells what it cost to those alone who may see usage", async () => {
    const { text } = await mailOf("viewer");
    expect(text).toContain("Answered: 50%");
    expect(text).not.toContain("Cost");
  });

  test("is turned off by its link and by its header", async () => {
    const { text, headers } = await mailOf("viewer");
    const token = /\/weekly-summary\/(\S+)$/.exec(text)?.[1];
    expect(token).toMatch(/^[\w-]{64}\.[\w-]{43}$/);
    expect(headers).toEqual({
      "List-Unsubscribe": expect.stringMatching(
        new RegExp(`^<https?://\\S+/api/v1/weekly-summary/${token}>$`),
      ) as string,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
  });
});

describe("a second mail is never sent", () => {
  test("when the job is delivered again, nor by two at the same moment", async () => {
    const data = await started();
    const userId = party.userIds.owner;
    const mail = () => mailSummaryTo(data, userId, NEVER);
    await Promise.all([mail(), mail()]);
    await mail();
    await endSummary(data, { recipients: 1, refused: 0 });
    await mail();
    expect(outside.sent).toHaveLength(1);
  });

  test("after a crash, or a time-out that leaves open whether the first went out", async () => {
    const data = await started();
    const { owner, admin } = party.userIds;
    outside.take = () => {
      throw new Error("the process died");
    };
    await expect(mailSummaryTo(data, owner, NEVER)).rejects.toThrow("died");
    outside.take = () => {
      throw new AppError("timeout", "The mail server took too long.");
    };
    await expect(mailSummaryTo(data, admin, NEVER)).rejects.toThrow();
    outside.take = () => undefined;
    await mailSummaryTo(data, owner, NEVER);
    await mailSummaryTo(data, admin, NEVER);
    expect(outside.sent).toEqual([]);
  });

  test("but the first is, when the server would not have it before", async () => {
    const data = await started();
    for (const code of ["upstream_failed", "unavailable"] as const) {
      outside.take = () => {
        throw new AppError(code, "The mail could not be sent.");
      };
      await expect(mailSummaryTo(data, party.userIds.owner, NEVER)).rejects.toMatchObject({ code });
    }
    outside.take = () => undefined;
    await mailSummaryTo(data, party.userIds.owner, NEVER);
    expect(outside.sent).toHaveLength(1);
  });
});
