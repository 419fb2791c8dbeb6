import { AppError } from "@/lib/core/errors";

/** The one table of permissions; a route states which it needs, a role or a key kind says which it has. */
export const PERMISSIONS = [
  "kb:read",
  "kb:write",
  "kb:delete",
  "chat:ask",
  "widget:manage",
  "keys:manage",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ["owner", "admin", "member", "viewer"] as const;
export type RoleName = (typeof ROLES)[number];

const ROLE_PERMISSIONS: Record<RoleName, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  member: ["kb:read", "kb:write", "chat:ask"],
  viewer: ["kb:read"],
};

const KEY_PERMISSIONS: Record<"publishable" | "secret", readonly Permission[]> = {
  publishable: ["chat:ask"],
  secret: ["kb:read", "kb:write", "kb:delete", "chat:ask"],
};

export function permissionsOfRole(role: RoleName): ReadonlySet<Permission> {
  return new Set(ROLE_PERMISSIONS[role]);
}

export function permissionsOfKey(kind: "publishable" | "secret"): ReadonlySet<Permission> {
  return new Set(KEY_PERMISSIONS[kind]);
}

/** Throws `forbidden` when the actor lacks the permission. */
export function requirePermission(permissions: ReadonlySet<Permission>, needed: Permission): void {
  if (permissions.has(needed)) return;
  throw new AppError("forbidden", "You do not have permission to do this.", {
    details: { permission: needed },
  });
}
