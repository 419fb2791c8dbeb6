import { v5, v7 } from "uuid";

/**
 * A new UUID version 7 (RFC 9562, section 5.7): Unix milliseconds first, so that index pages stay dense, and a counter
 * after them, so that ids made by one process sort in the order in which they were made.
 */
export function newId(): string {
  return v7();
}

/** The UUID version 5 (RFC 9562, section 5.5) of a name under another UUID: the same for the same two. */
export function idUnder(parent: string, name: string): string {
  return v5(name, parent);
}
