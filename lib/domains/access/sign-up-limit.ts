import "server-only";
import { env } from "@/lib/env";
import type { Limit } from "@/lib/http/rate-limit";

/** How many accounts one address may open, by whichever way they are opened. */
export const signUpLimit = (): Limit => ({
  name: "sign-up",
  calls: env().RATE_LIMIT_SIGN_UP_PER_HOUR,
  perSeconds: 3600,
});
