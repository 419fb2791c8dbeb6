import "server-only";
import type { MailCount } from "@/lib/domains/ops/refused-mail-service";
import type { Steps } from "./run-steps";

/**
 * Mails one after the other, each in a step of its own, so that whose mail fails keeps nobody behind them from theirs.
 *
 * @param mail sends one and returns whether the address was refused.
 */
export async function mailEach(
  step: Steps,
  userIds: readonly string[],
  mail: (userId: string, signal: AbortSignal, isLast: boolean) => Promise<boolean>,
): Promise<MailCount> {
  let refused = 0;
  for (const userId of userIds) {
    const isRefused = await step.runOrElse(
      `mail-${userId}`,
      (signal, isLast) => mail(userId, signal, isLast),
      { id: `passed-over-${userId}`, body: () => Promise.resolve() },
    );
    if (isRefused) refused += 1;
  }
  return { recipients: userIds.length, refused };
}
