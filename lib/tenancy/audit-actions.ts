/** Every deed that is written down, with what it is called. A refusal's record is the permission that lacked. */
export const AUDIT_ACTIONS = {
  "account.created": "Account created",
  "document.created": "Document added",
  "document.updated": "Document changed",
  "document.deleted": "Document deleted",
  "document.reindexed": "Document indexed again",
  "widget.origins_changed": "Widget's sites changed",
  "api_key.created": "API key created",
  "api_key.rotated": "API key rotated",
  "api_key.revoked": "API key revoked",
  "member.invited": "Invitation sent",
  "member.joined": "Member joined",
  "member.role_changed": "Member's role changed",
  "member.removed": "Member removed",
  "invitation.revoked": "Invitation revoked",
  "two_factor.demanded": "Two-factor sign-in demanded",
  "two_factor.no_longer_demanded": "Two-factor sign-in no longer demanded",
  "permission.refused": "Refused for lack of a permission",
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;
