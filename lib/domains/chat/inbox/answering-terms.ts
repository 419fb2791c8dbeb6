import { permissionsOfRole, type RoleName } from "@/lib/tenancy/permissions";

/** Whether a member of this role may answer visitors. */
export const mayAnswer = (role: RoleName) => permissionsOfRole(role).has("conversations:reply");
