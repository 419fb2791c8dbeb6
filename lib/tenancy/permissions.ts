import { AppError } from "@/lib/core/errors";

export type KeyKind = "publishable" | "secret";

/** The one table of permissions; a route states which it needs, a role or a key says which it has. */
export const PERMISSIONS = [
  "kb:read",
  "kb:write",
  "kb:delete",
  "chat:ask",
  "conversations:read",
  "conversations:reply",
  "conversations:delete",
  "crm:read",
  "crm:write",
  "crm:delete",
  "mail:read",
  "mail:send",
  "mail:manage",
  "automation:read",
  "automation:write",
  "automation:execute",
  "members:read",
  "members:manage",
  "ownership:transfer",
  "keys:manage",
  "settings:manage",
  "audit:read",
  "usage:read",
  "retention:manage",
  "billing:manage",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What operators of the installation may do. No role and no key gives any of it. */
export const OPERATOR_PERMISSIONS = ["ops:read", "ops:manage"] as const;
export type OperatorPermission = (typeof OPERATOR_PERMISSIONS)[number];
export type OperatorLevel = "read" | "manage";

export function permissionsOfOperator(level: OperatorLevel): ReadonlySet<OperatorPermission> {
  return new Set(level === "manage" ? OPERATOR_PERMISSIONS : ["ops:read"]);
}

export const ROLES = ["owner", "admin", "member", "viewer"] as const;
export type RoleName = (typeof ROLES)[number];

/** What a person may be of a whole tenant. Only an owner adds, archives and restores its organizations. */
export const TENANT_ROLES = ["owner", "billing"] as const;
export type TenantRoleName = (typeof TENANT_ROLES)[number];

const VIEWER: readonly Permission[] = [
  "kb:read",
  "conversations:read",
  "crm:read",
  "mail:read",
  "automation:read",
  "members:read",
];
const MEMBER: readonly Permission[] = [
  ...VIEWER,
  "kb:write",
  "chat:ask",
  "conversations:reply",
  "crm:write",
  "mail:send",
  "automation:write",
];

const ROLE_PERMISSIONS: Record<RoleName, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS.filter(
    (permission) => permission !== "ownership:transfer" && permission !== "billing:manage",
  ),
  member: MEMBER,
  viewer: VIEWER,
};

/** What a key of each kind may give at most: a publishable one is known to everybody, people are a person's to manage. */
export const KEY_SCOPES = {
  publishable: ["chat:ask"],
  secret: [
    "kb:read",
    "kb:write",
    "kb:delete",
    "chat:ask",
    "conversations:read",
    "conversations:delete",
  ],
} as const satisfies Record<KeyKind, readonly Permission[]>;
export type KeyScope = (typeof KEY_SCOPES)[KeyKind][number];

export function permissionsOfRole(role: RoleName): ReadonlySet<Permission> {
  return new Set(ROLE_PERMISSIONS[role]);
}

/** What a key gives: of its scopes those that its kind may give. */
export function permissionsOfKey(
  kind: KeyKind,
  scopes: readonly string[] = KEY_SCOPES[kind],
): ReadonlySet<Permission> {
  return new Set(KEY_SCOPES[kind].filter((permission) => scopes.includes(permission)));
}

/** Throws `forbidden` when the actor lacks the permission. */
export function requirePermission<P extends Permission | OperatorPermission>(
  permissions: ReadonlySet<P>,
  needed: P,
): void {
  if (permissions.has(needed)) return;
  throw new AppError("forbidden", "You do not have permission to do this.", {
    details: { permission: needed },
  });
}
