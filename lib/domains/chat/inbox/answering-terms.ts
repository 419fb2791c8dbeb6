import { permissionsOfRole, ROLES, type RoleName } from "@/lib/tenancy/permissions";

/** Whether a member of this role may answer visitors. */
export const mayAnswer = (role: RoleName) => permissionsOfRole(role).has("conversations:reply");

/** The roles that may. */
export const ANSWERING: RoleName[] = ROLES.filter(mayAnswer);
