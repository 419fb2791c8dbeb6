import { z } from "zod";

export const PROVIDERS = ["google", "microsoft"] as const;
export type ProviderId = (typeof PROVIDERS)[number];

export const PROVIDER_NAMES: Record<ProviderId, string> = {
  google: "Google",
  microsoft: "Microsoft",
};

export const providerInput = z.strictObject({ provider: z.enum(PROVIDERS) });

/** The ways in that a person has, as they see them. */
export interface WaysIn {
  email: string;
  emailVerified: boolean;
  hasPassword: boolean;
  /** Those of the installation; `address` is theirs there, null where none is connected. */
  providers: { id: ProviderId; name: string; address: string | null }[];
}
