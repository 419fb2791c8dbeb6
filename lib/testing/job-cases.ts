import { expect, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { awaitPerson } from "@/lib/domains/chat/inbox/waiting-service";
import { requestTranscript } from "@/lib/domains/chat/visitor/transcript-service";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { startCheck } from "@/lib/domains/knowledge/check/check-service";
import { deleteDocument } from "@/lib/domains/knowledge/service";
import { startDueSummary } from "@/lib/domains/insights/summary/start-service";
import { addSource } from "@/lib/domains/knowledge/sources/service";
import { startSorting } from "@/lib/domains/quality/gaps/cluster-service";
import { startRun } from "@/lib/domains/quality/tests/run-service";
import { addTestQuestion } from "@/lib/domains/quality/tests/service";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { chatOf } from "./chat";
import { addIndexed, newOrganization, textOf } from "./knowledge";
import { confirmAddress } from "./organization";
import { type DeliveredEvent, waitingEvents } from "./drive-function";
import { askedBefore, thisMonday } from "./insights";
import { embedder } from "@/lib/platform/ai/embeddings";
import type { TenantContext } from "@/lib/tenancy/context";

interface Made {
  context: TenantContext;
  events: DeliveredEvent[];
}

const two = [textOf("Hours", "From nine to five."), textOf("Garage", "Behind the house.")];

/** What starts each function, twice where the order can matter; `siteUrl` is of a site that may be read. */
export const JOB_CASES: Readonly<Record<string, (siteUrl: string) => Promise<Made>>> = {
  "knowledge-ingest-documents": async () => {
    const context = await newOrganization();
    await addContents(context, [textOf("Hours", "From nine to five.", "hours")]);
    await addContents(context, [textOf("Hours", "From ten to six.", "hours")]);
    return { context, events: await waitingEvents(context) };
  },
  "knowledge-embed-documents": async () => {
    const context = await newOrganization();
    await addIndexed(context, two.slice(0, 1));
    await addIndexed(context, two.slice(1));
    const events = await waitingEvents(context);
    return {
      context,
      events: events.map(({ data }) => ({ name: "knowledge/documents.embed", data })),
    };
  },
  "knowledge-purge-document": async () => {
    const context = await newOrganization();
    const { ids } = await addIndexed(context, two);
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    for (const id of ids) await deleteDocument(context, id);
    return { context, events: await waitingEvents(context) };
  },
  "knowledge-sync-site": async (siteUrl) => {
    const context = await newOrganization();
    await addSource(context, { address: `${siteUrl}/`, schedule: "off" });
    return { context, events: await waitingEvents(context) };
  },
  "knowledge-check-documents": async () => {
    // By words alone: it waits for no vectors.
    vi.mocked(embedder).mockReturnValue(undefined);
    const context = await newOrganization();
    await addIndexed(context, two);
    await withTenant(context, (tx) => startCheck(tx, context));
    const events = await waitingEvents(context);
    return { context, events: events.filter(({ name }) => name === "knowledge/documents.check") };
  },
  "quality-sort-questions": async () => {
    const context = await newOrganization();
    await addIndexed(context, two);
    const chat = await chatOf(context);
    for (const question of ["Do you sell pizza?", "Is there a swimming pool?"])
      expect(await chat.answerOf(question)).toMatchObject({ outcome: "no_answer" });
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    await startSorting(context);
    return { context, events: await waitingEvents(context) };
  },
  "quality-run-tests": async () => {
    const context = await newOrganization();
    const { ids } = await addIndexed(context, two);
    await addTestQuestion(context, {
      question: "When do you open?",
      documentId: ids[0]!,
      words: [],
    });
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    await startRun(context);
    return { context, events: await waitingEvents(context) };
  },
  "chat-send-transcript": async () => {
    const context = await newOrganization();
    const chat = await chatOf(context);
    const { conversationId } = await chat.answerOf("When do you open?");
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    for (const name of ["kim", "robin"]) {
      const email = `${name}-${newId()}@example.test`;
      await requestTranscript(context, conversationId, { email }, newId());
    }
    return { context, events: await waitingEvents(context) };
  },
  "chat-mail-members": async () => {
    const context = await newOrganization();
    await confirmAddress(context.actor.id);
    const chat = await chatOf(context);
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    for (const question of ["Is anybody there?", "May I talk to a person?"]) {
      const { conversationId } = await chat.answerOf(question);
      await withTenant(context, (tx) => awaitPerson(tx, context, conversationId));
    }
    return { context, events: await waitingEvents(context) };
  },
  "insights-mail-summary": async () => {
    const context = await newOrganization();
    await confirmAddress(context.actor.id);
    await askedBefore(context, 3);
    await startDueSummary(context, thisMonday(8));
    return { context, events: await waitingEvents(context) };
  },
  "access-send-invitation": async () => {
    const context = await newOrganization();
    for (let n = 0; n < 2; n += 1)
      await invite(context, { email: `${newId()}@example.test`, role: "member" });
    return { context, events: await waitingEvents(context) };
  },
  "access-send-account-mail": async () => {
    const context = await newOrganization();
    const rows = await withEngine((tx) =>
      tx.accountOutboxEvent.findMany({ orderBy: { id: "desc" }, take: 1 }),
    );
    return {
      context,
      events: rows.map(({ name, data }) => ({ name, data: data as Record<string, unknown> })),
    };
  },
  "access-seal-audit": async () => {
    const context = await newOrganization();
    await addContents(context, two);
    return { context, events: [{ name: "inngest/scheduled.timer", data: {} }] };
  },
  "ops-sweep": async () => {
    const context = await newOrganization();
    await addIndexed(context, two);
    return { context, events: [{ name: "inngest/scheduled.timer", data: {} }] };
  },
};
