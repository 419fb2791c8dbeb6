import { z } from "zod";
import { email, password } from "../schema";

export const nothing = z.strictObject({});

export const askForResetInput = z.strictObject({ email });

const token = z.string().min(1).max(100);

export const tokenInput = z.strictObject({ token });

export const resetPasswordInput = z.strictObject({ token, newPassword: password });
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>;

export type Purpose = "reset_password" | "verify_email";
