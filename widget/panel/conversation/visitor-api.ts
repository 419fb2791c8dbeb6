import { fieldsOf, parseJson, parseProblem, textOf } from "../chat/server-events";
import type { Identity } from "../../shared/identity";
import type { ConversationIds, Origin } from "../chat/request-answer";
import { parseHistory, type History } from "./visitor-events";

/** Why something was not done; status 0 when no answer came. */
export interface Refusal {
  ok: false;
  status: number;
  /** Where a status has more than one cause. */
  reason?: string | undefined;
  /** The fields that were refused, e.g. `fields.phone`. */
  fields: readonly string[];
}
export type Result<T> = { ok: true; value: T } | Refusal;

export interface HandoffForm {
  clientLeadId: string;
  name: string;
  email: string;
  message: string;
  fields: Record<string, string>;
}

interface Call {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  ids?: ConversationIds | undefined;
  body?: unknown;
}

const LIMIT_MS = 20_000;

function refusedFields(body: unknown): string[] {
  const errors = fieldsOf(body)?.errors;
  const list: unknown[] = Array.isArray(errors) ? errors : [];
  return list.map((one) => textOf(fieldsOf(one)?.field)).filter((one) => one !== undefined);
}

/** What a visitor does besides asking. No method rejects. */
export class VisitorApi {
  readonly #publishableKey: string;
  readonly #fetch: typeof fetch;

  constructor(publishableKey: string, request: typeof fetch) {
    this.#publishableKey = publishableKey;
    this.#fetch = request;
  }

  async read(ids: ConversationIds, before?: string): Promise<Result<History>> {
    const query = before === undefined ? "" : `?before=${encodeURIComponent(before)}`;
    const path = `/conversation/${ids.conversationId}/messages${query}`;
    const result = await this.#call({ method: "GET", path, ids });
    if (!result.ok) return result;
    const value = parseHistory(result.value);
    return value ? { ok: true, value } : { ok: false, status: 0, fields: [] };
  }

  async handOff(
    form: HandoffForm & Origin & { identity?: Identity },
    ids: ConversationIds | undefined,
  ): Promise<Result<ConversationIds & { messageId: string }>> {
    const call: Call = { method: "POST", path: "/handoff", body: { ...form, ...ids } };
    const result = await this.#call(call);
    if (!result.ok) return result;
    const fields = fieldsOf(result.value);
    const conversationId = textOf(fields?.conversationId);
    const visitorToken = textOf(fields?.visitorToken);
    const messageId = textOf(fields?.messageId);
    return conversationId && visitorToken && messageId
      ? { ok: true, value: { conversationId, visitorToken, messageId } }
      : { ok: false, status: 0, fields: [] };
  }

  sayTyping(ids: ConversationIds): Promise<Result<unknown>> {
    return this.#call({ method: "POST", path: `/conversation/${ids.conversationId}/typing`, ids });
  }

  rate(
    ids: ConversationIds,
    messageId: string,
    body: { rating: "up" | "down" | null; reason?: string },
  ): Promise<Result<unknown>> {
    const path = `/conversation/${ids.conversationId}/messages/${messageId}/rating`;
    return this.#call({ method: "PUT", path, ids, body });
  }

  mailTranscript(
    ids: ConversationIds,
    body: { email: string; language: string | undefined },
  ): Promise<Result<unknown>> {
    const path = `/conversation/${ids.conversationId}/transcript`;
    return this.#call({ method: "POST", path, ids, body });
  }

  remove(ids: ConversationIds): Promise<Result<unknown>> {
    return this.#call({ method: "DELETE", path: `/conversation/${ids.conversationId}`, ids });
  }

  async #call({ method, path, ids, body }: Call): Promise<Result<unknown>> {
    try {
      const response = await this.#fetch(`/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#publishableKey}`,
          ...(ids && { "x-visitor-token": ids.visitorToken }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        cache: "no-store",
        credentials: "omit",
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      const value = parseJson(await response.text());
      if (response.ok) return { ok: true, value };
      const { status, reason } = parseProblem(value, response.status);
      return { ok: false, status, reason, fields: refusedFields(value) };
    } catch {
      // No answer came: the connection broke, or it took too long.
      return { ok: false, status: 0, fields: [] };
    }
  }
}
