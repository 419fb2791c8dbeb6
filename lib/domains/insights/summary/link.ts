import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** Whose mail a link turns off: a membership. */
export interface LinkOwner {
  tenantId: string;
  organizationId: string;
  userId: string;
}

const UUID_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{64}\.[A-Za-z0-9_-]{43}$/;

// A key of this purpose alone: what is signed for anything else opens nothing here.
function key(): Buffer {
  const info = "frontdesk weekly summary off 1";
  return Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", info, 32));
}

const signatureOf = (ids: string) => createHmac("sha256", key()).update(ids).digest("base64url");

function uuidAt(bytes: Buffer, at: number): string {
  const hex = bytes.subarray(at * UUID_BYTES, (at + 1) * UUID_BYTES).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The token of the link that turns a member's summary off. It works for as long as they are a member, and does no more. */
export function signLink({ tenantId, organizationId, userId }: LinkOwner): string {
  const hex = [tenantId, organizationId, userId].join("").replaceAll("-", "");
  const ids = Buffer.from(hex, "hex").toString("base64url");
  return `${ids}.${signatureOf(ids)}`;
}

/** Whose a token is; undefined for one that we did not sign, without a query. */
export function openLink(token: string): LinkOwner | undefined {
  if (!TOKEN.test(token)) return undefined;
  const [ids = "", given = ""] = token.split(".");
  // Compared as it is written: another spelling of the same bytes is not what we signed.
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(signatureOf(ids)))) return undefined;
  const bytes = Buffer.from(ids, "base64url");
  return {
    tenantId: uuidAt(bytes, 0),
    organizationId: uuidAt(bytes, 1),
    userId: uuidAt(bytes, 2),
  };
}
