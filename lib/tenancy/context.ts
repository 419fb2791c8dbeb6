import type { Permission } from "./permissions";

/** Who acts. Ids only: this reaches logs and the audit trail. */
export type Actor =
  | { kind: "user"; id: string }
  | { kind: "api_key"; id: string }
  | { kind: "visitor"; id: string }
  | { kind: "job"; id: string };

/** In which tenant and organization a piece of work happens, made from the database and never from what a client says. */
export interface TenantContext {
  readonly tenantId: string;
  readonly organizationId: string;
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
  readonly traceId: string;
}

/** Who is signed in, of no organization: made from the session's row, with the address that the call came from. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  readonly address: string;
}

/** Who acts for a whole tenant as its owner: made from the session and the tenant's membership. */
export interface TenantOwner {
  readonly tenantId: string;
  readonly userId: string;
  readonly traceId: string;
}

/** The two columns that every row of an organization carries. */
export function ownedBy(context: Pick<TenantContext, "tenantId" | "organizationId">): {
  tenantId: string;
  organizationId: string;
} {
  return { tenantId: context.tenantId, organizationId: context.organizationId };
}
