import { z } from "zod";
import {
  permissionsOfRole,
  TENANT_ROLES,
  type RoleName,
  type TenantRoleName,
} from "@/lib/tenancy/permissions";
import { shownName } from "../schema";

export const nothing = z.strictObject({});
export const nameInput = z.strictObject({ name: shownName("Give it a name") });
export const organizationInput = z.strictObject({ organizationId: z.uuid() });
export const tenantRoleInput = z.strictObject({
  userId: z.uuid(),
  /** Null takes the role away. */
  role: z.enum(TENANT_ROLES).nullable(),
});

/** An organization as a person finds it among their own. */
export interface OwnOrganization {
  id: string;
  slug: string;
  name: string;
  /** Of the person who asks; null where they are no member, and while it is archived. */
  role: RoleName | null;
  archived: boolean;
}

export interface Business {
  id: string;
  name: string;
  /** Of the person who asks, in the tenant as a whole. */
  role: TenantRoleName | null;
  organizations: OwnOrganization[];
}

export interface Person {
  userId: string;
  name: string;
  email: string;
}
export type TenantPerson = Person & { role: TenantRoleName };

/** Those with a role in the tenant, and the other members of its organizations, who may be given one. */
export interface TenantPeople {
  people: TenantPerson[];
  members: Person[];
}

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
