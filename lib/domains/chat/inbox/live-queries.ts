import { EventSourceParserStream } from "eventsource-parser/stream";
import { interrupted, toProblemError } from "@/lib/core/problem";
import { apiSend } from "@/lib/http/api-client";
import { untilSilent } from "@/lib/http/until-silent";
import type { ChangedData, PresenceData } from "./schema";

/** The server's heartbeat comes each ten seconds. */
const SILENCE_MS = 25_000;

export type InboxEvent =
  | { type: "ready" }
  | ({ type: "changed" } & ChangedData)
  | { type: "presence"; presence: PresenceData };

function readEvent(name: string | undefined, data: string): InboxEvent | undefined {
  const json: unknown = JSON.parse(data);
  switch (name) {
    case "ready":
      return { type: "ready" };
    case "changed":
      return { type: "changed", ...(json as ChangedData) };
    case "presence":
      return { type: "presence", presence: json as PresenceData };
    case "error":
      throw toProblemError((json as { problem: unknown }).problem, 500, new Headers());
    default:
      return undefined;
  }
}

/**
 * What happens in an organization's inbox, until the signal aborts. Throws a ProblemError when the stream ends,
 * fails or is silent for too long.
 */
export async function* inboxEvents(slug: string, signal: AbortSignal): AsyncGenerator<InboxEvent> {
  const response = await apiSend({
    organizationSlug: slug,
    path: "/api/v1/conversations/events",
    headers: { Accept: "text/event-stream" },
    signal,
  });
  if (!response.body) throw interrupted();
  const events = response.body
    .pipeThrough(untilSilent(SILENCE_MS))
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (;;) {
      const { done, value } = await events.read();
      if (done) throw interrupted();
      const event = readEvent(value.event, value.data);
      if (event) yield event;
    }
  } finally {
    await events.cancel();
  }
}
