import { z } from "zod";

const FIRST = Date.parse("0001-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/** A moment in a list's query, of a year that the database knows: for it there is none before the first. */
export const moment = z.iso.datetime({ offset: true }).refine((text) => {
  const at = Date.parse(text);
  return at >= FIRST && at <= LAST;
}, "Not in the years 1 to 9999");
