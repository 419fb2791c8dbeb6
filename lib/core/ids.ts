import { v7 } from "uuid";

/**
 * A new UUID version 7 (RFC 9562, section 5.7): Unix milliseconds first, so that index pages stay dense, and a counter
 * after them, so that ids made by one process sort in the order in which they were made.
 */
export function newId(): string {
  return v7();
}
