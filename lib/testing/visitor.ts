import type { Route } from "@/lib/http/define-route";
import type { TenantContext } from "@/lib/tenancy/context";
import { callRoute, type Answer, type Call } from "./call-route";
import { chatWith, type Chat } from "./chat";
import { addKey } from "./keys";

/** What opens a conversation. */
export interface Opening {
  conversationId: string;
  visitorToken: string;
}

/** Somebody on a business's site. */
export interface Visitor {
  chat: Chat;
  keyId: string;
  headers: Record<string, string>;
  /** Calls a route of their own conversation. */
  call: (route: Route, opening: Opening, call?: Call & { messageId?: string }) => Promise<Answer>;
  /** Calls a route that needs no conversation. */
  post: (route: Route, json: unknown) => Promise<Answer>;
}

/** A visitor of an organization's site, by a publishable key of its own. */
export async function visitorOf(context: TenantContext): Promise<Visitor> {
  const { id: keyId, key } = await addKey(context, { kind: "publishable" });
  const headers = { authorization: `Bearer ${key}` };
  return {
    chat: chatWith(headers),
    keyId,
    headers,
    call: (route, { conversationId, visitorToken }, { messageId = "", ...call } = {}) =>
      callRoute(route, {
        ...call,
        params: { id: conversationId, messageId },
        headers: { ...headers, "x-visitor-token": visitorToken, ...call.headers },
      }),
    post: (route, json) => callRoute(route, { headers, json }),
  };
}
