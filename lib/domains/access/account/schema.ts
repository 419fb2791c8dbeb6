import { z } from "zod";
import { MAX_PASSWORD, password } from "../schema";

export const nothing = z.strictObject({});

export const sessionListInput = z.strictObject({
  /** `nextCursor` of the page before. */
  cursor: z.uuid("Not a cursor of this list").optional(),
  limit: z.int().min(1).max(100).optional(),
});
export type SessionListInput = z.infer<typeof sessionListInput>;

export const endSessionInput = z.strictObject({ id: z.uuid() });

const currentPassword = z
  .string()
  .min(1, "Enter your present password")
  .max(MAX_PASSWORD, `At most ${MAX_PASSWORD} characters`);

export const reauthenticateInput = z.strictObject({ currentPassword });

export const changePasswordInput = z.strictObject({ currentPassword, newPassword: password });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** A signed-in browser, as its own user sees it. */
export interface OwnSession {
  id: string;
  userAgent: string | null;
  address: string | null;
  /** Moments, as ISO text. */
  createdAt: string;
  lastSeenAt: string;
  /** The one that asks. */
  current: boolean;
}

export interface SessionPage {
  sessions: OwnSession[];
  nextCursor: string | null;
}
