import "server-only";
import { randomBytes } from "node:crypto";
import { newId } from "@/lib/core/ids";

/** The address of an organization: readable, and with a random end so that no two are the same. */
function slugOf(name: string): string {
  const readable = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return `${readable || "organization"}-${randomBytes(3).toString("hex")}`;
}

/** What an organization begins with: its maker as owner, and a widget that may run nowhere yet. */
export function newOrganization(userId: string, name: string) {
  return {
    userId,
    name,
    slug: slugOf(name),
    language: "en",
    widget: {
      id: newId(),
      name,
      greeting: "Hello! Ask me anything about our services.",
      allowedOrigins: [] as string[],
    },
  };
}
