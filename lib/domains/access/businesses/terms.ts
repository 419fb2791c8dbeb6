import { permissionsOfRole, type RoleName, type TenantRoleName } from "@/lib/tenancy/permissions";

/** Why a role in the tenant may not be changed so, for the service that refuses it and the page that does not offer it. */
export function tenantRefusalOf(change: {
  from: TenantRoleName | undefined;
  to: TenantRoleName | null;
  owners: number;
}): string | undefined {
  if (change.from === "owner" && change.to !== "owner" && change.owners <= 1)
    return "A business needs an owner: make somebody else an owner first.";
  return undefined;
}

/** Whether somebody with this role in an organization may rename it. */
export function mayRename(role: RoleName | null): boolean {
  return role !== null && permissionsOfRole(role).has("settings:manage");
}
