export const KEY_STATES = ["live", "expiring", "replaced", "expired", "revoked"] as const;
type KeyState = (typeof KEY_STATES)[number];

/** Whether a key in this state still works: a replaced one does until its overlap is over, and is expired then. */
export const worksIn = (state: KeyState) => state !== "expired" && state !== "revoked";

/** What a list of keys can be narrowed to. */
export const KEY_LIST_STATES = ["live", "ended"] as const;
