/** A longer message is answered 413, like any body that is too large. */
export const MAX_MESSAGE = 4000;
