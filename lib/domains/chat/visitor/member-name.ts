import "server-only";
import { listMembers } from "@/lib/domains/access/members/member-service";
import type { TenantContext } from "@/lib/tenancy/context";
import type { StateRow } from "./repository";

/** The name that a visitor is shown of who answers; null while the assistant does, and for who has left. */
export async function memberNameOf(
  context: TenantContext,
  { handledBy, assigneeId }: StateRow,
): Promise<string | null> {
  if (handledBy !== "person" || assigneeId === null) return null;
  const members = await listMembers(context);
  return members.find(({ userId }) => userId === assigneeId)?.name ?? null;
}
