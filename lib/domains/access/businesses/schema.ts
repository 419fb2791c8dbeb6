import { z } from "zod";
import { TENANT_ROLES, type RoleName, type TenantRoleName } from "@/lib/tenancy/permissions";
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
