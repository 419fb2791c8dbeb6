import type { StreamEvent } from "../chat/read-stream";
import {
  fieldsOf,
  parseCitations,
  parseJson,
  parseProblem,
  textOf,
  type Citation,
  type Problem,
} from "../chat/server-events";

/** A message as GET …/messages and the stream of events tell it. */
export interface ServerMessage {
  id: string;
  role: "visitor" | "assistant" | "member";
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
  clientMessageId?: string;
  replyToId?: string;
  outcome: "answered" | "no_answer" | "blocked";
  quoted: boolean;
  citations: readonly Citation[];
  authorName?: string;
  rating?: { value: "up" | "down"; reason?: string };
}

/** Who answers now. */
export interface LiveState {
  handledBy: "assistant" | "person";
  memberName?: string;
  memberTyping: boolean;
  waitsForPerson: boolean;
  closed: boolean;
}

export interface History {
  state: LiveState;
  messages: readonly ServerMessage[];
  /** For the page before this one; undefined on the first. */
  before?: string;
  /** After which event the stream goes on. */
  after: string;
}

export type VisitorEvent =
  | { kind: "state"; state: LiveState }
  | { kind: "message"; message: ServerMessage; id?: string }
  | { kind: "error"; problem: Problem };

const roles: readonly unknown[] = ["visitor", "assistant", "member"];

function parseRating(value: unknown, reason: unknown): ServerMessage["rating"] {
  return value === "up" || value === "down" ? { value, reason: textOf(reason) } : undefined;
}

function parseMessage(value: unknown): ServerMessage | undefined {
  const fields = fieldsOf(value);
  const id = textOf(fields?.id);
  const text = textOf(fields?.text);
  const at = Date.parse(textOf(fields?.createdAt) ?? "");
  if (!fields || !id || text === undefined || Number.isNaN(at) || !roles.includes(fields.role))
    return undefined;
  const { outcome } = fields;
  return {
    ...{ id, text, at, role: fields.role as ServerMessage["role"] },
    clientMessageId: textOf(fields.clientMessageId),
    replyToId: textOf(fields.replyToId),
    outcome: outcome === "no_answer" || outcome === "blocked" ? outcome : "answered",
    quoted: fields.answerer === "extractive",
    citations: parseCitations(fields.citations),
    authorName: textOf(fields.authorName),
    rating: parseRating(fields.rating, fields.ratingReason),
  };
}

function parseState(value: unknown): LiveState | undefined {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  return {
    handledBy: fields.handledBy === "person" ? "person" : "assistant",
    memberName: textOf(fields.memberName),
    memberTyping: fields.memberTyping === true,
    waitsForPerson: fields.waitsForPerson === true,
    closed: fields.closed === true,
  };
}

/** The answer of GET …/messages; undefined for what is none. */
export function parseHistory(value: unknown): History | undefined {
  const fields = fieldsOf(value);
  const state = parseState(fields?.state);
  const after = textOf(fields?.after);
  if (!state || after === undefined || !Array.isArray(fields?.messages)) return undefined;
  const messages = fields.messages.map(parseMessage).filter((one) => one !== undefined);
  return { state, after, messages, before: textOf(fields.before) };
}

/** One event of the stream; undefined for names and shapes that we do not know. */
export function parseVisitorEvent({ event, id, data }: StreamEvent): VisitorEvent | undefined {
  const value = parseJson(data);
  switch (event) {
    case "state": {
      const state = parseState(value);
      return state && { kind: "state", state };
    }
    case "message": {
      const message = parseMessage(value);
      return message && { kind: "message", message, id };
    }
    case "error":
      return { kind: "error", problem: parseProblem(fieldsOf(value)?.problem) };
    default:
      return undefined;
  }
}
