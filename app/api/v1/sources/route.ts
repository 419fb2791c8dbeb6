import { sourceInput, sourceList, syncView } from "@/lib/domains/knowledge/sources/schema";
import { addSource, readSources } from "@/lib/domains/knowledge/sources/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "List the websites that documents are read from, with how far each is",
  access: ["secret", "session"],
  permission: "kb:read",
  response: sourceList,
  handler: async ({ context }) => ({ sources: await readSources(context) }),
});

export const POST = defineRoute({
  service: "kb",
  summary:
    "Add a website; a job reads up to 50 of its pages into documents. One that is there is read again",
  access: ["secret", "session"],
  permission: "kb:write",
  idempotent: true,
  body: sourceInput,
  response: syncView,
  status: 202,
  handler: ({ context, body }) => addSource(context, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
