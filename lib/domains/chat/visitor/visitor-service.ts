import "server-only";
import { notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { openConversation } from "../visitor-token";
import { memberNameOf } from "./member-name";
import {
  eraseConversation,
  findState,
  messagesBefore,
  noteVisitor,
  rateAnswer,
} from "./repository";
import type { MessagesPage, MessagesQuery, RatingInput } from "./schema";
import { toState, toVisitorMessage } from "./views";

const TOKEN_HEADER = "x-visitor-token";

/** The conversation of an address, if the visitor's token opens it. Throws `not_found`. */
export function conversationOf(
  context: TenantContext,
  { headers }: Request,
  id: string,
): Promise<string> {
  return openConversation(context, headers.get(TOKEN_HEADER) ?? undefined, id);
}

/** What a visitor sees of their conversation, a page before the messages that they have. Throws `not_found`. */
export async function readConversation(
  context: TenantContext,
  id: string,
  { before, limit }: MessagesQuery,
): Promise<MessagesPage> {
  const after = String(Date.now());
  const { row, messages } = await withTenant(context, async (tx) => {
    const row = await findState(tx, id);
    if (!row) throw notFound("The conversation");
    // One more tells whether there is a page before this one.
    return { row, messages: await messagesBefore(tx, id, { before, limit: limit + 1 }) };
  });
  const shown = messages.slice(-limit);
  return {
    state: toState(row, await memberNameOf(context, row)),
    messages: shown.map(toVisitorMessage),
    before: messages.length > limit ? (shown[0]?.id ?? null) : null,
    after,
  };
}

/** Says to members that the visitor is typing. Throws `not_found`. */
export async function sayTyping(context: TenantContext, id: string): Promise<void> {
  const found = await withTenant(context, (tx) =>
    noteVisitor(tx, id, { visitorTypingAt: new Date() }),
  );
  if (!found) throw notFound("The conversation");
}

/** Keeps what a visitor thinks of an answer in their conversation; the last word counts. Throws `not_found`. */
export async function rate(
  context: TenantContext,
  answer: { conversationId: string; messageId: string },
  { rating, reason }: RatingInput,
): Promise<void> {
  await withTenant(context, async (tx) => {
    const { conversationId } = answer;
    const there = await noteVisitor(tx, conversationId, { updatedAt: new Date() });
    const rated = there && (await rateAnswer(tx, answer, { rating, reason }));
    if (!rated) throw notFound("The answer");
  });
}

/** Deletes a visitor's conversation for good. Says how many leads stay, without a link to it. Throws `not_found`. */
export async function deleteConversation(
  context: TenantContext,
  id: string,
): Promise<{ leadsKept: number }> {
  const erased = await withTenant(context, async (tx) => {
    const erased = await eraseConversation(tx, id);
    if (erased) await recordAudit(tx, context, "conversation.deleted", [id]);
    return erased;
  });
  if (!erased) throw notFound("The conversation");
  return erased;
}
