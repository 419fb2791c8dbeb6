import { searchInput, searchView } from "@/lib/domains/knowledge/schema";
import { searchKnowledge } from "@/lib/domains/knowledge/search-service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const POST = defineRoute({
  service: "kb",
  summary: "Search the knowledge base by keywords and meaning",
  access: ["secret", "session"],
  permission: "kb:read",
  limitName: "search",
  body: searchInput,
  response: searchView,
  handler: ({ context, body, signal }) => searchKnowledge(context, body, signal),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
