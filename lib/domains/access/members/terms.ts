import { permissionsOfRole, ROLES, type RoleName } from "@/lib/tenancy/permissions";

/** From the most to the least that a role may do. */
const rank = (name: RoleName) => ROLES.indexOf(name);

export interface MemberChange {
  /** The role of who asks. */
  by: RoleName;
  /** Whether it is their own membership. */
  own: boolean;
  from: RoleName;
  /** Undefined: the membership ends. */
  to: RoleName | undefined;
  /** How many owners there are before it. */
  owners: number;
}

/** Why a membership may not be changed so, for the service that refuses it and the page that does not offer it. */
export function refusalOf(
  change: MemberChange,
): { code: "forbidden" | "conflict"; reason: string } | undefined {
  const { by, own, from, to, owners } = change;
  if (!own && !permissionsOfRole(by).has("members:manage"))
    return { code: "forbidden", reason: "Your role does not allow this." };
  if (own && to && rank(to) < rank(from))
    return { code: "forbidden", reason: "Nobody can raise their own role." };
  if (by !== "owner" && (from === "owner" || to === "owner"))
    return { code: "forbidden", reason: "Only an owner can make, change or remove an owner." };
  if (from === "owner" && to !== "owner" && owners <= 1) {
    return {
      code: "conflict",
      reason: "An organization needs an owner: make somebody else an owner first.",
    };
  }
  return undefined;
}

/** Why ownership may not be handed to somebody, for the service that refuses it and the page that does not offer it. */
export function transferRefusalOf(
  by: RoleName,
  to: RoleName,
): { code: "forbidden" | "conflict"; reason: string } | undefined {
  if (by !== "owner")
    return { code: "forbidden", reason: "Only an owner can hand over ownership." };
  if (to === "owner") return { code: "conflict", reason: "They are an owner already." };
  return undefined;
}

/** The roles that somebody with this one may invite people to. */
export function invitableRoles(by: RoleName): RoleName[] {
  if (!permissionsOfRole(by).has("members:manage")) return [];
  return ROLES.filter((name) => name !== "owner" || by === "owner");
}
