import { beforeEach, describe, expect, test, vi } from "vitest";
import type { EventData } from "@/lib/platform/events/contracts";
import type { Mail } from "@/lib/platform/mail/send-mail";
import { QUESTION } from "@/lib/testing/bakery";
import { waitingEvents } from "@/lib/testing/drive-function";
import { openInbox, replyAs, seenOf, setConversation, type Inbox } from "@/lib/testing/inbox";
import { demandSecondStep, unconfirmAddress } from "@/lib/testing/organization";
import { turnOnTwoFactor } from "@/lib/testing/two-factor";
import { takeConversation } from "./command-service";
import { changeSetting, listRecipients, mailMember, readSetting } from "./person-mail-service";
import { showPresence } from "./presence-service";

const sent: Mail[] = vi.hoisted(() => []);
vi.mock("@/lib/platform/mail/send-mail", () => ({
  sendMail: async (mail: Mail) => {
    sent.push(mail);
    return "sent";
  },
}));

let inbox: Inbox;
let id: string;
let ask: (message: string) => Promise<unknown>;
const NEVER = new AbortController().signal;

beforeEach(async () => {
  sent.length = 0;
  inbox = await openInbox();
  const begun = await inbox.chat.answerOf(QUESTION);
  id = begun.conversationId;
  await takeConversation(inbox.as("owner"), await seenOf(inbox, id));
  const { visitorToken } = begun;
  ask = (message) => inbox.chat.ask({ message, conversationId: id, visitorToken });
});

const events = async () => {
  const all = await waitingEvents(inbox.party.context);
  return all
    .filter(({ name }) => name === "chat/person.needed")
    .map(({ data }) => data as EventData<"chat/person.needed">);
};

describe("that a visitor waits", () => {
  test("is mailed once in a quarter of an hour, however much they write", async () => {
    await ask("Hello?");
    await ask("Anybody?");
    expect(await events()).toMatchObject([{ conversationId: id }]);
    await setConversation(inbox, id, { personMailAt: new Date(Date.now() - 16 * 60_000) });
    await ask("Still here.");
    expect(await events()).toHaveLength(2);
  });

  test("is not mailed while somebody who may answer has the inbox open", async () => {
    const there = { conversationId: null, typing: false };
    await showPresence(inbox.as("viewer"), there);
    await showPresence(inbox.as("member"), there);
    await ask("Hello?");
    expect(await events()).toEqual([]);
  });

  test("is mailed while only such have it open as may not answer", async () => {
    await showPresence(inbox.as("viewer"), { conversationId: null, typing: false });
    await ask("Hello?");
    expect(await events()).toMatchObject([{ conversationId: id }]);
  });

  test("is not mailed for a message that came before", async () => {
    const again = { message: "Hello?", clientMessageId: "one-and-the-same-id" };
    await inbox.chat.ask(again);
    await inbox.chat.ask(again);
    expect(await events()).toEqual([]);
  });
});

describe("the mail", () => {
  test("goes to who wants it: owners and admins unless they chose, others if they did", async () => {
    const { owner, admin, member } = inbox.party.userIds;
    await ask("Hello?");
    const [event] = await events();
    expect((await listRecipients(event!)).toSorted()).toEqual([owner, admin].toSorted());
    await changeSetting(inbox.as("owner"), { mailsHandoffs: false });
    await changeSetting(inbox.as("member"), { mailsHandoffs: true });
    expect((await listRecipients(event!)).toSorted()).toEqual([admin, member].toSorted());
    expect(await readSetting(inbox.as("owner"))).toEqual({ mailsHandoffs: false });
    expect(await readSetting(inbox.as("viewer"))).toEqual({ mailsHandoffs: false });
  });

  test("goes to no unconfirmed address, whose member is told that they want it all the same", async () => {
    const { owner, admin } = inbox.party.userIds;
    await ask("Hello?");
    const [event] = await events();
    await unconfirmAddress(owner);
    expect(await listRecipients(event!)).toEqual([admin]);
    await mailMember(event!, owner, NEVER);
    expect(sent).toEqual([]);
    expect(await readSetting(inbox.as("owner"))).toEqual({ mailsHandoffs: true });
  });

  test("goes to nobody who lacks the second step that is demanded", async () => {
    const { owner, admin } = inbox.party.userIds;
    await ask("Hello?");
    const [event] = await events();
    await turnOnTwoFactor(owner);
    await demandSecondStep(inbox.party);
    expect(await listRecipients(event!)).toEqual([owner]);
    await mailMember(event!, admin, NEVER);
    expect(sent).toEqual([]);
  });

  test("says what they wrote, on one line, and where to answer", async () => {
    await ask("Is\n\nanybody there?");
    const [event] = await events();
    await mailMember(event!, inbox.party.userIds.owner, NEVER);
    const [mail] = sent;
    expect(mail!.to).toBe(`${inbox.party.userIds.owner}@example.test`);
    expect(mail!.text).toContain("“Is anybody there?”");
    expect(mail!.text).toContain(`/${inbox.party.slug}/inbox/${id}`);
  });

  test("is not sent to who turned it off meanwhile, nor once the visitor was answered", async () => {
    await ask("Hello?");
    const [event] = await events();
    await replyAs(inbox, "member", id, "Yes?");
    expect(await listRecipients(event!)).toEqual([]);
    await mailMember(event!, inbox.party.userIds.owner, NEVER);
    expect(sent).toEqual([]);
  });
});
