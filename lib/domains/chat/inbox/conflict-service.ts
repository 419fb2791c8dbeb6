import "server-only";
import { AppError } from "@/lib/core/errors";
import { namesOf } from "@/lib/domains/access/members/list-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findLastWord, type ConversationState } from "./command-repository";

interface Happened {
  reason: "closed" | "taken_over" | "answered" | "assistant_answered" | "handed_back" | "changed";
  words: string;
}

const someone = "Somebody who is no member any more";

async function happened(
  context: TenantContext,
  id: string,
  now: ConversationState,
): Promise<Happened> {
  const me = context.actor.id;
  if (now.status === "closed")
    return { reason: "closed", words: "This conversation was closed meanwhile." };
  const last = await withTenant(context, (tx) => findLastWord(tx, id));
  if (last?.role === "member" && last.authorId !== me)
    return { reason: "answered", words: `${last.authorName ?? someone} has answered meanwhile.` };
  const { assigneeId } = now;
  if (now.handledBy === "person" && assigneeId !== null && assigneeId !== me) {
    const name = (await namesOf([assigneeId])).get(assigneeId) ?? someone;
    return { reason: "taken_over", words: `${name} has taken this conversation over.` };
  }
  if (now.handledBy === "person")
    return { reason: "changed", words: "This conversation has changed meanwhile." };
  return last?.role === "assistant"
    ? { reason: "assistant_answered", words: "The assistant has answered meanwhile." }
    : { reason: "handed_back", words: "The assistant has this conversation again." };
}

/** Why a command over an older version was not done: who did what meanwhile, in words for who sent it. */
export async function conflictOf(
  context: TenantContext,
  id: string,
  now: ConversationState,
): Promise<AppError> {
  const { reason, words } = await happened(context, id, now);
  return new AppError("conflict", `${words} Look at it, then do it again if you still want to.`, {
    details: { reason, version: now.version },
  });
}
