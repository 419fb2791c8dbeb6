import { z } from "zod";
import { AppError } from "./errors";

/** A place in a list that is sorted by a moment and, where that is the same, by an id. */
export interface Place {
  at: Date;
  id: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How a place stands in a list's query: whoever made it up, it is a place among the rows of who asks. */
export const placeCursor = z.string().max(200).describe("`nextCursor` of the page before.");

export const cursorOf = ({ at, id }: Place) => `${at.getTime()}.${id}`;

/** The place that a cursor names. Throws `invalid_input` for a text that is none. */
export function placeOf(cursor: string): Place {
  const [milliseconds = "", id = ""] = cursor.split(".");
  if (/^\d{1,14}$/.test(milliseconds) && UUID.test(id))
    return { at: new Date(Number(milliseconds)), id };
  throw new AppError("invalid_input", "Not a cursor of this list", { field: "cursor" });
}
