import "server-only";
import { nameOfMember } from "@/lib/domains/access/members/list-service";
import type { TenantContext } from "@/lib/tenancy/context";
import type { StateRow } from "./repository";

/** The name that a visitor is shown of who answers; null while the assistant does, and for who has left. */
export async function memberNameOf(
  context: TenantContext,
  { handledBy, assigneeId }: StateRow,
): Promise<string | null> {
  return handledBy === "person" && assigneeId !== null ? nameOfMember(context, assigneeId) : null;
}
