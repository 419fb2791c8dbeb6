import type { AuditEventView } from "@/lib/domains/access/audit/schema";
import { recordKindOf } from "@/lib/domains/access/audit/terms";

/** So many signs at an id's end tell it apart from its neighbours: its beginning is the time. */
const SHORT = 8;

/** What was changed, in words: by its name, or by its kind and the end of its id where it has none or is gone. */
export function recordWords({
  action,
  recordId,
  recordName,
}: Pick<AuditEventView, "action" | "recordId" | "recordName">): string {
  if (recordName) return recordName;
  const kind = recordKindOf(action);
  if (!recordId || kind === "permission" || !kind) return recordId ?? "";
  // An organization has one of each.
  if (kind === "widget" || kind === "business") return `The ${kind}`;
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} …${recordId.slice(-SHORT)}`;
}
