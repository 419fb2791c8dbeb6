import { z } from "zod";
import { placeCursor } from "@/lib/core/place";
import { several } from "@/lib/core/several";
import { ROLES } from "@/lib/tenancy/permissions";
import { email, password, personName } from "../schema";

const role = z.enum(ROLES);

export const memberInput = z.strictObject({ userId: z.uuid() });
export const changeRoleInput = z.strictObject({ userId: z.uuid(), role });
export const leaveInput = z.strictObject({});

const limit = z.coerce.number().int().min(1).max(100).default(25);

export const memberListQuery = z.strictObject({
  search: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("Words of a name or e-mail; each must be found."),
  role: several([...ROLES])
    .optional()
    .describe("One role or several with commas between."),
  cursor: placeCursor.optional(),
  limit,
});
export type MemberListQuery = z.infer<typeof memberListQuery>;

const member = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  since: z.iso.datetime(),
});
export type Member = z.infer<typeof member>;

export const memberPage = z.object({
  members: z.array(member),
  nextCursor: z.string().nullable(),
  owners: z.int().describe("How many owners the organization has, whatever the page shows."),
  ownRole: role.nullable().describe("Of who asks, as it is now."),
});
export type MemberPage = z.infer<typeof memberPage>;

export const inviteInput = z.strictObject({ email, role });
export const invitationInput = z.strictObject({ id: z.uuid() });

export const invitationListQuery = z.strictObject({
  search: z.string().trim().max(200).optional().describe("A part of the e-mail."),
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit,
});
export type InvitationListQuery = z.infer<typeof invitationListQuery>;

const invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  expired: z.boolean(),
});
export type Invitation = z.infer<typeof invitation>;

export const invitationPage = z.object({
  invitations: z.array(invitation),
  nextCursor: z.uuid().nullable(),
});
export type InvitationPage = z.infer<typeof invitationPage>;

export const acceptInput = z.strictObject({ token: z.string().max(200) });
export const joinInput = z.strictObject({
  token: z.string().max(200),
  name: personName,
  password,
});
