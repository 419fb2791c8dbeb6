import { z } from "zod";
import { placeCursor } from "@/lib/core/place";
import { hasVisibleText } from "@/lib/core/visible-text";
import { citation, receiptEntry } from "../schema";
import { COUNTED, FILTERS, MAX_REPLY, type InboxFilter } from "./terms";

/** A year: what is put off for longer is not put off. */
const MAX_SNOOZE_MS = 366 * 24 * 60 * 60 * 1000;

export const conversationListQuery = z.strictObject({
  filter: z
    .enum(FILTERS)
    .default("open")
    .describe(
      "`needs_person`, `unanswered` and `mine` are those of the open ones; a snoozed one is open again when its time has come.",
    ),
  search: z
    .string()
    .trim()
    .max(200)
    .refine((text) => text.isWellFormed() && !text.includes("\0"), "Not valid Unicode text")
    .optional()
    .describe("Words of the first question, the visitor's name or e-mail; each must be found."),
  cursor: placeCursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type ConversationListQuery = z.infer<typeof conversationListQuery>;

const moment = z.iso.datetime();

export const conversationView = z.object({
  id: z.uuid(),
  version: z
    .int()
    .describe(
      "Counts up with each answer, takeover and other change by members; not with questions.",
    ),
  status: z.enum(["open", "snoozed", "closed"]),
  handledBy: z.enum(["assistant", "person"]).describe("Who answers the visitor now."),
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable().describe("Null also for who is no member any more."),
  needsPersonAt: moment.nullable().describe("Since when the visitor waits for a person."),
  unansweredAt: moment.nullable().describe("When its last question found no answer."),
  snoozedUntil: moment.nullable().describe("In the past: it came back then."),
  subject: z.string().describe("The beginning of its first question."),
  preview: z.string().describe("The beginning of its last message."),
  visitor: z.object({
    name: z.string().nullable(),
    email: z.string().nullable(),
    id: z.string().nullable().describe("As the business's own server vouches for it."),
    seenAt: moment.nullable(),
  }),
  pageUrl: z.string().nullable(),
  language: z.string().nullable(),
  unread: z.boolean().describe("No member has looked at it since its last message."),
  createdAt: moment,
  lastMessageAt: moment,
});
export type ConversationView = z.infer<typeof conversationView>;

export const conversationList = z.object({
  conversations: z.array(conversationView),
  nextCursor: z.string().nullable(),
});

export type ConversationList = z.infer<typeof conversationList>;

export const inboxCounts = z
  .object(
    Object.fromEntries(FILTERS.map((filter) => [filter, z.int()])) as Record<InboxFilter, z.ZodInt>,
  )
  .describe(`How many there are by filter, counted up to ${COUNTED}.`);
export type InboxCounts = z.infer<typeof inboxCounts>;

export const conversationDetail = conversationView.extend({
  notes: z.array(
    z.object({
      id: z.uuid(),
      authorId: z.uuid(),
      authorName: z.string(),
      text: z.string(),
      createdAt: moment,
    }),
  ),
  handoffs: z.array(
    z.object({
      id: z.uuid(),
      reason: z.enum(["visitor_asked", "taken_over"]),
      createdAt: moment,
      answeredAt: moment.nullable().describe("When a member first wrote."),
      endedAt: moment.nullable(),
    }),
  ),
  leads: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      message: z.string(),
      fields: z.record(z.string(), z.unknown()),
      createdAt: moment,
    }),
  ),
});
export type ConversationDetail = z.infer<typeof conversationDetail>;

export const messageListQuery = z.strictObject({
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type MessageListQuery = z.infer<typeof messageListQuery>;

export const messageView = z.object({
  id: z.uuid(),
  role: z.enum(["visitor", "assistant", "member"]),
  state: z
    .enum(["streaming", "complete", "partial", "withdrawn"])
    .describe("`withdrawn`: a person took over before the answer was written."),
  text: z.string(),
  author: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .describe("Of a member's message."),
  clientMessageId: z.string().nullable(),
  outcome: z.enum(["answered", "no_answer", "blocked"]).nullable(),
  confidence: z.number().nullable(),
  citations: z.array(citation),
  receipt: z.array(receiptEntry),
  rating: z.enum(["up", "down"]).nullable().describe("What the visitor thought of an answer."),
  ratingReason: z.string().nullable(),
  createdAt: moment,
});
export type MessageView = z.infer<typeof messageView>;

export const messageList = z.object({
  messages: z.array(messageView).describe("Newest first."),
  nextCursor: z.string().nullable(),
});

const words = z
  .string()
  .max(MAX_REPLY, `At most ${MAX_REPLY.toLocaleString("en")} characters`)
  .refine((value) => value.isWellFormed() && !value.includes("\0"), "Not valid Unicode text")
  .refine(hasVisibleText, "Must not be empty");

/** A conversation in the version that its reader saw. */
export const seenInput = z.strictObject({ id: z.uuid(), version: z.int().min(1) });
export type SeenInput = z.infer<typeof seenInput>;

const waits = z
  .boolean()
  .optional()
  .describe("Whether the visitor waits for a person again, as before what is undone.");

export const takeOverInput = seenInput.extend({ waits });
export type TakeOverInput = z.infer<typeof takeOverInput>;

export const reopenInput = seenInput.extend({
  waits,
  handledBy: z
    .literal("person")
    .optional()
    .describe("Gives it to its assignee again; else who answers stays as it is."),
});
export type ReopenInput = z.infer<typeof reopenInput>;

export const conversationInput = z.strictObject({ id: z.uuid() });

export const replyInput = seenInput.extend({
  text: words,
  clientMessageId: z.uuid().describe("A repeat with the same one sends nothing again."),
});
export type ReplyInput = z.infer<typeof replyInput>;

export const assignInput = seenInput.extend({ memberId: z.uuid().nullable() });
export type AssignInput = z.infer<typeof assignInput>;

export const snoozeInput = seenInput.extend({
  until: z.iso
    .datetime({ error: "Not a moment", abort: true })
    .refine((at) => Date.parse(at) > Date.now(), "Choose a time that is not over")
    .refine((at) => Date.parse(at) <= Date.now() + MAX_SNOOZE_MS, "At most a year from now"),
});
export type SnoozeInput = z.infer<typeof snoozeInput>;

export const noteInput = z.strictObject({
  id: z.uuid(),
  noteId: z.uuid().describe("The note's own, made by who writes it: a repeat adds nothing."),
  text: words,
});
export type NoteInput = z.infer<typeof noteInput>;

export const presenceInput = z.strictObject({
  conversationId: z.uuid().nullable(),
  typing: z.boolean(),
});
export type PresenceInput = z.infer<typeof presenceInput>;

export const settingView = z.object({ mailsHandoffs: z.boolean() });
export const settingInput = z.strictObject({ mailsHandoffs: z.boolean() });

/** What a live stream tells: the ids of what changed, or that anything may have. */
export const changedData = z.object({ ids: z.array(z.uuid()), all: z.boolean() });
export type ChangedData = z.infer<typeof changedData>;
export const presenceData = z.object({
  members: z.array(
    z.object({
      userId: z.uuid(),
      name: z.string(),
      conversationId: z.uuid().nullable(),
      typing: z.boolean(),
    }),
  ),
  visitors: z.array(
    z.object({ conversationId: z.uuid(), online: z.boolean(), typing: z.boolean() }),
  ),
});
export type PresenceData = z.infer<typeof presenceData>;
