import { z } from "zod";
import { TENANT_ROLES, type RoleName, type TenantRoleName } from "@/lib/tenancy/permissions";
import { shownName } from "../schema";

export const nameInput = z.strictObject({ name: shownName("Give it a name") });
export const organizationInput = z.strictObject({ organizationId: z.uuid() });
export const tenantRoleInput = z.strictObject({
  userId: z.uuid(),
  /** Null takes the role away. */
  role: z.enum(TENANT_ROLES).nullable(),
});

const paged = {
  search: z.string().trim().max(200).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.uuid("Not a cursor of this list").optional(),
  limit: z.int().min(1).max(100).optional(),
};

export const pageInput = z.strictObject(paged);
export type PageInput = z.infer<typeof pageInput>;

export const organizationListInput = z.strictObject({
  ...paged,
  tenantId: z.uuid(),
  archived: z.boolean(),
});
export type OrganizationListInput = z.infer<typeof organizationListInput>;

export const findInput = z.strictObject({ search: z.string().trim().min(1).max(200) });

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
  /** Whether there are archived organizations in it that who asks may see and that fit. */
  archives: boolean;
}

export interface BusinessPage {
  businesses: Business[];
  nextCursor: string | null;
}

export interface OrganizationPage {
  organizations: OwnOrganization[];
  nextCursor: string | null;
}

/** An organization that a person may switch to. */
export interface OrganizationChoice {
  slug: string;
  name: string;
  /** Whose it is. Names are not unique. */
  business: { id: string; name: string };
}

export interface Person {
  userId: string;
  name: string;
  email: string;
}
export type TenantPerson = Person & { role: TenantRoleName };

export interface PeoplePage {
  people: TenantPerson[];
  nextCursor: string | null;
  /** How many owners the business has, whatever the page shows. */
  owners: number;
}

/** Members of its organizations who have no role in the business and may be given one. */
export interface CandidatePage {
  members: Person[];
  nextCursor: string | null;
}
