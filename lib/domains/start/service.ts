import "server-only";
import { readWidgetState } from "@/lib/domains/access/widget-seen-service";
import { hasConversations } from "@/lib/domains/chat/asked-service";
import { readKnowledgeState } from "@/lib/domains/knowledge/state-service";
import type { TenantContext } from "@/lib/tenancy/context";
import type { FirstRunView } from "./schema";

/** How far an organization is on its way to a live widget. */
export async function readFirstRun(context: TenantContext): Promise<FirstRunView> {
  const knowledge = await readKnowledgeState(context);
  const hasAsked = await hasConversations(context);
  const widget = await readWidgetState(context);
  const seen = widget?.seen;
  return {
    isSearchable: knowledge.isSearchable,
    hasAsked,
    allowsOrigin: (widget?.allowedOrigins.length ?? 0) > 0,
    hasKey: widget?.hasKey ?? false,
    seen: seen ? { at: seen.at.toISOString(), origin: seen.origin } : null,
  };
}
