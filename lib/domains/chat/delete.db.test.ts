import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { DELETE } from "@/app/api/v1/conversation/[id]/route";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { ownedBy } from "@/lib/tenancy/context";
import { QUESTION } from "@/lib/testing/bakery";
import { tenantTables } from "@/lib/testing/canaries";
import { openInbox, type Inbox } from "@/lib/testing/inbox";
import { auditOf } from "@/lib/testing/organization";
import { gapsOf, sortAll } from "@/lib/testing/quality";
import { visitorOf } from "@/lib/testing/visitor";
import { deleteConversation } from "./delete-service";
import { addNote, takeConversation } from "./inbox/command-service";
import { reply } from "./inbox/reply-service";
import { rate } from "./visitor/visitor-service";

const SECRET = "my-left-knee-hurts";
const database = new pg.Client({ connectionString: inject("testDatabase").ownerUrl });
let inbox: Inbox;

beforeAll(() => database.connect());
afterAll(() => database.end());
beforeEach(async () => {
  inbox = await openInbox();
});

/** The tables in which a text of the organization stands. */
async function tablesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await tenantTables(database)) {
    const { rowCount } = await database.query(
      `SELECT 1 FROM ${name} t WHERE tenant_id = $1 AND to_jsonb(t)::text LIKE '%' || $2 || '%' LIMIT 1`,
      [inbox.party.context.tenantId, text],
    );
    if (rowCount) found.push(name);
  }
  return found;
}

/** A conversation of which every part says the same secret. */
async function said(): Promise<string> {
  const { context } = inbox.party;
  const owner = inbox.as("owner");
  const { conversationId: id, messageId } = await inbox.chat.answerOf(`${QUESTION} ${SECRET}`);
  await rate(context, { conversationId: id, messageId }, { rating: "down", reason: SECRET });
  await sortAll(context);
  const { version } = await takeConversation(owner, { id, version: 2 });
  await reply(owner, { id, version, text: `About ${SECRET}`, clientMessageId: newId() });
  await addNote(owner, { id, noteId: newId(), text: SECRET });
  const owned = { ...ownedBy(context), conversationId: id };
  await withTenant(context, async (tx) => {
    const email = `${SECRET}@example.test`;
    await tx.transcript.createMany({ data: [{ ...owned, id: newId(), email, language: "en" }] });
    await tx.lead.createMany({
      data: [
        {
          ...owned,
          ...{ id: newId(), clientLeadId: newId(), name: "Kim" },
          ...{ email: "kim@example.test", message: "Call me" },
        },
      ],
    });
  });
  return id;
}

test("a member's deletion leaves nothing of what was said, and the lead without its link", async () => {
  const id = await said();
  expect(await tablesWith(SECRET)).toEqual(
    expect.arrayContaining([
      ...["conversation", "conversation_note", "gap_question", "message", "transcript"],
    ]),
  );
  expect(await gapsOf(inbox.party.context)).toHaveLength(3);
  expect(await deleteConversation(inbox.as("admin"), id)).toEqual({ leadsKept: 1 });
  expect(await tablesWith(SECRET)).toEqual([]);
  expect((await gapsOf(inbox.party.context)).map(({ title }) => title)).toEqual([
    expect.stringContaining(inbox.party.canary),
    expect.stringContaining(inbox.party.canary),
  ]);
  const leads = await withTenant(inbox.party.context, (tx) => tx.lead.findMany());
  expect(leads).toMatchObject([{ name: "Kim", message: "Call me", conversationId: null }]);
});

test("who deleted it stands in the audit log, once; a second time there is none", async () => {
  const id = await said();
  await deleteConversation(inbox.as("owner"), id);
  await expect(deleteConversation(inbox.as("admin"), id)).rejects.toMatchObject({
    code: "not_found",
  });
  const audit = await auditOf(inbox.party, id);
  expect(audit.filter((action) => action === "conversation.deleted")).toHaveLength(1);
});

test("of two deletions at the same moment one does it", async () => {
  const id = await said();
  const both = [
    deleteConversation(inbox.as("owner"), id),
    deleteConversation(inbox.as("admin"), id),
  ];
  const ends = await Promise.allSettled(both);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const audit = await auditOf(inbox.party, id);
  expect(audit.filter((action) => action === "conversation.deleted")).toHaveLength(1);
});

test("a visitor's own deletion stands there too", async () => {
  const visitor = await visitorOf(inbox.party.context);
  const own = await visitor.chat.answerOf(QUESTION);
  await visitor.call(DELETE, own, { method: "DELETE" });
  expect(await auditOf(inbox.party, own.conversationId)).toEqual(["conversation.deleted"]);
});
