import "server-only";
import { createHash, randomBytes } from "node:crypto";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A token of 256 random bits. It stands in one link; the database knows its hash alone. */
export const newToken = () => randomBytes(32).toString("base64url");

export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** The hash of what could be a token; undefined for anything else, without a query. */
export const hashOfGiven = (given: string) => (TOKEN.test(given) ? hashToken(given) : undefined);
