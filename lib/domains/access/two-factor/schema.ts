import { z } from "zod";

export const nothing = z.strictObject({});

/** Six digits of an authenticator app, or a recovery code. */
export const codeInput = z.strictObject({
  code: z.string().trim().min(6, "Enter the whole code").max(40, "This is no code"),
});

export const demandInput = z.strictObject({ required: z.boolean() });

/** How a person's own two-factor sign-in stands. */
export interface TwoFactorState {
  on: boolean;
  recoveryCodesLeft: number;
}
