import "server-only";
import { AppError } from "@/lib/core/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { findOrganizationSlug } from "./repository";
import { checkCredentials, type Credentials } from "./session-service";
import { createAccount, type NewAccount } from "./sign-up";

/** Names no field and no reason, so that it fits every sign-up that is refused. */
export const refusedAccount = (cause: unknown) =>
  new AppError(
    "invalid_input",
    "The account could not be made with these details. If you have one already, sign in instead.",
    { cause },
  );

/**
 * Whose address and password these are; undefined for nobody's. A try too many is refused like a wrong password: the
 * limit would tell that there is an account to count for.
 */
export async function ownAccount(
  account: Credentials,
  address: string,
): Promise<string | undefined> {
  try {
    return (await checkCredentials(account, address)).userId;
  } catch (error) {
    const wrong =
      error instanceof AppError && ["unauthenticated", "rate_limited"].includes(error.code);
    if (wrong) return undefined;
    throw error;
  }
}

/**
 * Sign-up as anybody may call it. Who has an account and knows its password is led to what they have, as if it had just
 * been made; everybody else whose address is taken gets a refusal that does not say why. Their tries are counted with
 * those of signing in, or else sign-up would be a second door for guessing passwords.
 *
 * What this can't hide: an address that is free is taken by the call that asks. Whoever may spend their sign-ups of
 * the hour on asking, and leave an account behind each time, learns one address by each. Only a confirmation by mail
 * would end that.
 */
export async function openAccount(
  account: NewAccount,
  { traceId, address }: { traceId: string; address: string },
): Promise<{ organizationSlug: string }> {
  try {
    const { organizationSlug } = await createAccount(account, traceId);
    return { organizationSlug };
  } catch (error) {
    const taken = error instanceof AppError && error.fields[0]?.field === "email";
    if (!taken) throw error;
    const userId = await ownAccount(account, address);
    const organizationSlug =
      userId && (await withAuthLookup((tx) => findOrganizationSlug(tx, userId)));
    if (!organizationSlug) throw refusedAccount(error);
    return { organizationSlug };
  }
}
