export { AUDIT_ACTIONS } from "@/lib/tenancy/audit-actions";

/** The header that says of an export whether there are older events than it holds. */
export const EXPORT_IS_CUT = "x-truncated";
