import "server-only";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { uniqueViolation } from "@/lib/platform/db/errors";
import { withNewAccount } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { permissionsOfRole } from "@/lib/tenancy/permissions";
import { hashPassword } from "./password";
import { requestMail } from "./mailbox/request-service";
import { newOrganization } from "./new-organization";
import { insertOrganization, insertTenant, insertUser } from "./repository";

export interface NewAccount {
  name: string;
  email: string;
  password: string;
  organizationName: string;
  /** Chosen by us; made from the name with a random end unless given. */
  slug?: string;
  language?: string;
  greeting?: string;
  widgetName?: string;
  allowedOrigins?: string[];
}

/**
 * Makes a user, a tenant with one organization, its owner's memberships and a widget that may run nowhere yet, all or
 * nothing. A link to confirm the address is mailed, unless it is known to be theirs. Throws `conflict` when the address has
 * an account.
 */
export async function createAccount(
  account: NewAccount,
  traceId: string,
  { addressIsTheirs = false }: { addressIsTheirs?: boolean } = {},
): Promise<{ context: TenantContext; organizationSlug: string }> {
  const userId = newId();
  const context: TenantContext = {
    tenantId: newId(),
    organizationId: newId(),
    actor: { kind: "user", id: userId },
    permissions: permissionsOfRole("owner"),
    traceId,
  };
  const begun = newOrganization(userId, account.organizationName);
  const organization = {
    ...begun,
    slug: account.slug ?? begun.slug,
    language: account.language ?? begun.language,
    widget: {
      ...begun.widget,
      name: account.widgetName ?? begun.widget.name,
      greeting: account.greeting ?? begun.widget.greeting,
      allowedOrigins: account.allowedOrigins ?? begun.widget.allowedOrigins,
    },
  };
  const passwordHash = await hashPassword(account.password);
  try {
    await withNewAccount(
      context,
      async (tx) => {
        await insertUser(tx, {
          id: userId,
          email: account.email,
          name: account.name,
          passwordHash,
          emailVerifiedAt: addressIsTheirs ? new Date() : null,
        });
        if (!addressIsTheirs) await requestMail(tx, account.email, "verify_email");
      },
      async (tx) => {
        await insertTenant(tx, context, { userId, name: organization.name });
        await insertOrganization(tx, context, organization);
        await recordAudit(tx, context, "account.created", [context.tenantId]);
      },
    );
  } catch (error) {
    if (!uniqueViolation(error)?.includes("email")) throw error;
    throw new AppError(
      "conflict",
      "An account with this address exists already. Sign in instead.",
      {
        cause: error,
        field: "email",
      },
    );
  }
  wakeRelay();
  return { context, organizationSlug: organization.slug };
}
