import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { usesSecureCookies } from "@/lib/tenancy/session-token";

// What next-auth answers 500 to, or throws at, and a client's mistake: asked for before it sees any of it.

/** All that may stand in the address of a redirect. */
const PRINTABLE = /^[\x20-\x7e]*$/;

function isPage(address: string): boolean {
  const url = URL.parse(address, address.startsWith("/") ? env().APP_URL : undefined);
  return PRINTABLE.test(address) && /^https?:$/.test(url?.protocol ?? "");
}

const callbackUrl = z
  .string()
  .refine((address) => address === "" || isPage(address), "Not the address of a page")
  .optional();

export const authQuery = z.looseObject({
  callbackUrl,
  error: z.string().regex(PRINTABLE, "Not an error of sign-in").optional(),
});

export const authForm = z.looseObject({ callbackUrl });

export const credentialsForm = authForm.extend({ email: z.string(), password: z.string() });

/** The cookie in which next-auth keeps where to go on to. */
export const callbackCookie = () =>
  `${usesSecureCookies() ? "__Secure-" : ""}next-auth.callback-url`;

/** Whether next-auth can read what is in that cookie. */
export const isReadable = (cookie: string) => authForm.safeParse({ callbackUrl: cookie }).success;
