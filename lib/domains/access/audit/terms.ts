export { AUDIT_ACTIONS } from "@/lib/tenancy/audit-actions";

const KINDS = {
  account: "business",
  tenant: "business",
  two_factor: "business",
  document: "document",
  gap: "gap",
  test_question: "test question",
  source: "website",
  knowledge_flag: "finding",
  job: "job",
  conversation: "conversation",
  widget: "widget",
  api_key: "key",
  member: "member",
  ownership: "member",
  invitation: "invitation",
  organization: "organization",
  permission: "permission",
} as const;
export type RecordKind = (typeof KINDS)[keyof typeof KINDS];

/** What an action's record is a kind of. */
export function recordKindOf(action: string): RecordKind | undefined {
  if (action === "member.invited") return "invitation";
  if (action === "tenant.role_changed") return "member";
  const [subject = ""] = action.split(".");
  return KINDS[subject as keyof typeof KINDS];
}

/** The header that says of an export whether there are older events than it holds. */
export const EXPORT_IS_CUT = "x-truncated";
