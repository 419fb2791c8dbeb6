import type { KeyView } from "./schema";

/** Whether a key in this state still works: a replaced one does until its overlap is over, and is expired then. */
export const worksIn = (state: KeyView["state"]) => state !== "expired" && state !== "revoked";
