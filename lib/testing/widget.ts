import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";

/** Lets the widget of an organization run on exactly these origins, whatever it was before. */
export async function setAllowedOrigins(context: TenantContext, origins: (string | undefined)[]) {
  const allowedOrigins = origins.filter((origin) => origin !== undefined);
  await withTenant(context, (tx) => tx.widget.updateMany({ data: { allowedOrigins } }));
}
