import { z } from "zod";

const owner = { tenantId: z.uuid(), organizationId: z.uuid(), traceId: z.string().length(32) };

/** Every event with its payload: ids only. A handler loads what they name from the database, inside their tenant. */
export const EVENTS = {
  "knowledge/documents.ingest": z.strictObject({ ...owner, jobId: z.uuid() }),
  "knowledge/documents.embed": z.strictObject({ ...owner, jobId: z.uuid() }),
  "knowledge/document.deleted": z.strictObject({ ...owner, documentId: z.uuid() }),
  "access/invitation.created": z.strictObject({ ...owner, invitationId: z.uuid() }),
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
