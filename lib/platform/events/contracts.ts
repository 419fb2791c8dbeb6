import { z } from "zod";

const owner = { tenantId: z.uuid(), organizationId: z.uuid(), traceId: z.string().length(32) };

/** The job that follows the work. Its round counts up when somebody has it done again: earlier rounds end where they are. */
const job = { ...owner, jobId: z.uuid(), round: z.int().min(1).default(1) };

/** Every event with its payload: ids and counts only. A handler loads what they name from the database, inside their tenant. */
export const EVENTS = {
  "knowledge/documents.ingest": z.strictObject(job),
  "knowledge/documents.embed": z.strictObject(job),
  "knowledge/documents.check": z.strictObject(job),
  "knowledge/document.deleted": z.strictObject({ ...job, documentId: z.uuid() }),
  "quality/questions.sort": z.strictObject(job),
  "quality/tests.run": z.strictObject({ ...job, runId: z.uuid() }),
  "knowledge/source.sync": z.strictObject({ ...job, sourceId: z.uuid() }),
  "access/invitation.created": z.strictObject({ ...job, invitationId: z.uuid() }),
  "chat/transcript.requested": z.strictObject({ ...job, transcriptId: z.uuid() }),
  "chat/person.needed": z.strictObject({ ...job, conversationId: z.uuid() }),
  "insights/week.ended": z.strictObject({ ...job, summaryId: z.uuid() }),
} as const;

export type EventName = keyof typeof EVENTS;
export type EventData<N extends EventName> = z.infer<(typeof EVENTS)[N]>;

/** Every event of a person, who belongs to no tenant. */
export const ACCOUNT_EVENTS = {
  "access/account-mail.requested": z.strictObject({
    traceId: owner.traceId,
    accountTokenId: z.uuid(),
  }),
} as const;

export type AccountEventName = keyof typeof ACCOUNT_EVENTS;
export type AccountEventData<N extends AccountEventName> = z.infer<(typeof ACCOUNT_EVENTS)[N]>;
