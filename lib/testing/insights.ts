import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { addKey } from "./keys";

const DAY_MS = 86_400_000;

/** An hour of this week's Monday in UTC, before now or after. */
export function thisMonday(hour: number): Date {
  const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const daysAgo = (new Date(midnight).getUTCDay() + 6) % 7;
  return new Date(midnight - daysAgo * DAY_MS + hour * 3_600_000);
}

/** A visitor's question some days before this week's Monday, with an answer of which something is said. */
export async function askedBefore(
  context: TenantContext,
  days: number,
  answer: object = { outcome: "answered" },
): Promise<void> {
  const { id: apiKeyId } = await addKey(context, { kind: "publishable" });
  const createdAt = new Date(thisMonday(0).getTime() - days * DAY_MS);
  const base = { ...ownedBy(context), createdAt };
  const [conversationId, replyToId] = [newId(), newId()];
  const message = { ...base, conversationId };
  await withTenant(context, async (tx) => {
    await tx.conversation.createMany({ data: { ...base, id: conversationId, apiKeyId } });
    await tx.message.createMany({
      data: [
        { ...message, id: replyToId, role: "visitor", text: "Why?" },
        { ...message, id: newId(), role: "assistant", text: "So.", replyToId, ...answer },
      ],
    });
  });
}
