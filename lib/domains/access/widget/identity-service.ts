import "server-only";
import { randomBytes } from "node:crypto";
import { AppError, notFound } from "@/lib/core/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { openSecret, sealSecret } from "../sealed-secret";
import { proveIdentity, type Visitor } from "./prove-identity";
import { findIdentityRule, updateIdentitySecret } from "./repository";
import { widgetLook, type VisitorIdentity } from "./schema";

export type { Visitor };

const USE = "widget identity secret";

/**
 * Makes the secret with which the customer's server vouches for its users, in the place of the one before. It is shown
 * in this answer alone.
 */
export async function makeIdentitySecret(context: TenantContext): Promise<string> {
  const secret = `fd_id_${randomBytes(32).toString("base64url")}`;
  await withTenant(context, async (tx) => {
    const widget = await findIdentityRule(tx);
    if (!widget) throw notFound("The widget");
    const sealed = sealSecret(USE, Buffer.from(secret), widget.id);
    await updateIdentitySecret(tx, widget.id, Buffer.from(sealed).toString("base64"));
    await recordAudit(tx, context, "widget.identity_secret_made", [widget.id]);
  });
  return secret;
}

/** Who a visitor is by the organization's own secret, and whether it lets in nobody else. */
export async function readVisitor(
  tx: TenantTransaction,
  identity: VisitorIdentity | undefined,
): Promise<{ visitor: Visitor | undefined; required: boolean }> {
  const widget = await findIdentityRule(tx);
  if (!widget) return { visitor: undefined, required: false };
  const { requireVerification: required } = widgetLook.parse(widget.settings);
  if (!identity) return { visitor: undefined, required };
  const sealed = widget.identitySecret;
  const secret =
    sealed === null
      ? undefined
      : Buffer.from(openSecret(USE, Buffer.from(sealed, "base64"), widget.id)).toString();
  return { visitor: await proveIdentity(identity, secret), required };
}

/** What a visitor is refused with where the owner lets in only whom their server vouches for. */
export const identityRequired = () =>
  new AppError("forbidden", "This chat is for people who are signed in on this site.", {
    details: { reason: "identity_required" },
  });
