import "server-only";
import { env } from "@/lib/env";
import { buildOpenApi, type Operations } from "@/lib/http/openapi";
import * as job from "@/app/api/jobs/[id]/route";
import * as health from "@/app/api/health/route";
import * as ready from "@/app/api/ready/route";
import * as bulk from "../documents/bulk/route";
import * as chat from "../chat/route";
import * as conversationById from "../conversations/[id]/route";
import * as messages from "../conversations/[id]/messages/route";
import * as conversations from "../conversations/route";
import * as documentById from "../documents/[id]/route";
import * as documents from "../documents/route";
import * as faqById from "../faqs/[id]/route";
import * as faqs from "../faqs/route";
import * as conversation from "../conversation/[id]/route";
import * as conversationEvents from "../conversation/[id]/events/route";
import * as conversationMessages from "../conversation/[id]/messages/route";
import * as rating from "../conversation/[id]/messages/[messageId]/rating/route";
import * as transcript from "../conversation/[id]/transcript/route";
import * as typing from "../conversation/[id]/typing/route";
import * as handoff from "../handoff/route";
import * as search from "../search/route";
import * as widget from "../widget/route";

/** What customers may build on. Routes that only the dashboard calls are not promised and not listed. */
const PATHS: Record<string, Operations> = {
  "/api/v1/documents": documents,
  "/api/v1/documents/bulk": bulk,
  "/api/v1/documents/{id}": documentById,
  "/api/v1/faqs": faqs,
  "/api/v1/faqs/{id}": faqById,
  "/api/v1/search": search,
  "/api/v1/chat": chat,
  "/api/v1/conversation/{id}": conversation,
  "/api/v1/conversation/{id}/messages": conversationMessages,
  "/api/v1/conversation/{id}/messages/{messageId}/rating": rating,
  "/api/v1/conversation/{id}/events": conversationEvents,
  "/api/v1/conversation/{id}/typing": typing,
  "/api/v1/conversation/{id}/transcript": transcript,
  "/api/v1/handoff": handoff,
  "/api/v1/conversations": conversations,
  "/api/v1/conversations/{id}": conversationById,
  "/api/v1/conversations/{id}/messages": messages,
  "/api/v1/widget": widget,
  "/api/jobs/{id}": job,
  "/api/health": health,
  "/api/ready": ready,
};

/** The OpenAPI 3.1 document, from the definitions that the routes themselves run by. */
export function buildOpenApiDocument() {
  return buildOpenApi(env().APP_URL, PATHS);
}
