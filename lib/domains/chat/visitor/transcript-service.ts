import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { startJob } from "@/lib/domains/ops/jobs-service";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withTenant } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import type { TenantContext } from "@/lib/tenancy/context";
import { noteVisitor } from "./repository";
import type { TranscriptInput } from "./schema";
import { countTranscripts, insertTranscript } from "./transcript-repository";

const DAY_SECONDS = 24 * 60 * 60;
const PER_CONVERSATION = 3;
/** Mail to strangers in anybody's words: counted by mailbox and by network too, whatever conversation it is of. */
const PER_MAILBOX = 3;
const PER_NETWORK = 10;

const aDayAgo = () => new Date(Date.now() - DAY_SECONDS * 1000);

async function takeLimits(email: string, network: string): Promise<void> {
  // What follows a plus leads to the same mailbox.
  const mailbox = email.replace(/\+[^@]*@/, "@");
  const day = { perSeconds: DAY_SECONDS };
  await takeFromLimit({ name: "transcript-network", calls: PER_NETWORK, ...day }, network);
  await takeFromLimit({ name: "transcript-mail", calls: PER_MAILBOX, ...day }, mailbox);
}

/**
 * Has a conversation mailed to the address that its visitor typed. Throws `not_found`, and `rate_limited` after three of a
 * conversation, three to a mailbox or ten from a network in a day.
 */
export async function requestTranscript(
  context: TenantContext,
  conversationId: string,
  { email, language }: TranscriptInput,
  network: string,
): Promise<void> {
  const there = await withTenant(context, (tx) => noteVisitor(tx, conversationId));
  if (!there) throw notFound("The conversation");
  await takeLimits(email, network);
  await withTenant(context, async (tx) => {
    // Locks the conversation, so that many at once are counted one after another.
    if (!(await noteVisitor(tx, conversationId))) throw notFound("The conversation");
    if ((await countTranscripts(tx, conversationId, aDayAgo())) >= PER_CONVERSATION) {
      throw new AppError(
        "rate_limited",
        `A conversation can be mailed ${PER_CONVERSATION} times a day.`,
        { retryAfterSeconds: DAY_SECONDS },
      );
    }
    const transcript = { conversationId, email, language: language ?? "en" };
    await startJob(tx, context, "chat.transcript", await insertTranscript(tx, context, transcript));
  });
  wakeRelay();
}
