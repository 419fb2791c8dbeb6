export interface Citation {
  index: number;
  title: string;
  url?: string;
  quote: string;
}

export type Outcome = "answered" | "no_answer" | "blocked" | "handoff";

export interface Answer {
  conversationId: string;
  messageId: string;
  visitorToken: string;
  answer: string;
  outcome: Outcome;
  /** Composed of quotes: no model wrote it. */
  quoted: boolean;
  citations: readonly Citation[];
}

/** The parts of an RFC 9457 problem document that the panel acts on. */
export interface Problem {
  status: number;
  /** Why, where a status has more than one cause. */
  reason?: string;
}

/** The reason of a refusal to whom the owner's site has not signed in. */
export const IDENTITY_REQUIRED = "identity_required";

/** Where a token stands: the server's attempt at the answer, and how much of its text was sent. */
export interface Cursor {
  attempt: string;
  offset: number;
}

export type ServerEvent =
  | { kind: "token"; text: string; id?: string }
  | { kind: "citation"; citation: Citation }
  | { kind: "done"; answer: Answer }
  | { kind: "error"; problem: Problem };

export type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null ? (value as Fields) : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** `<attempt>.<offset>` of an event id, or undefined if the id has another form. */
export function parseCursor(id: string | undefined): Cursor | undefined {
  const match = /^(.+)\.(\d{1,9})$/.exec(id ?? "");
  return match?.[1] ? { attempt: match[1], offset: Number(match[2]) } : undefined;
}

function parseCitation(value: unknown): Citation | undefined {
  const fields = fieldsOf(value);
  const quote = textOf(fields?.quote);
  if (!fields || !Number.isInteger(fields.index) || quote === undefined) return undefined;
  return {
    index: Number(fields.index),
    title: textOf(fields.title) ?? "",
    url: textOf(fields.url),
    quote,
  };
}

export function parseCitations(value: unknown): Citation[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.map(parseCitation).filter((citation) => citation !== undefined);
}

export function parseProblem(value: unknown, status = 500): Problem {
  const fields = fieldsOf(value);
  return {
    status: typeof fields?.status === "number" ? fields.status : status,
    reason: textOf(fieldsOf(fields?.details)?.reason),
  };
}

const outcomes: readonly unknown[] = ["answered", "no_answer", "blocked", "handoff"];

function isOutcome(value: unknown): value is Outcome {
  return outcomes.includes(value);
}

function parseAnswer(value: unknown): Answer | undefined {
  const fields = fieldsOf(value);
  const conversationId = textOf(fields?.conversationId);
  const messageId = textOf(fields?.messageId);
  const visitorToken = textOf(fields?.visitorToken);
  const answer = textOf(fields?.answer);
  const outcome = fields?.outcome;
  if (!conversationId || !messageId || !visitorToken || answer === undefined || !isOutcome(outcome))
    return undefined;
  const citations = parseCitations(fields?.citations);
  const quoted = fields?.answerer === "extractive";
  return { conversationId, messageId, visitorToken, answer, outcome, quoted, citations };
}

/**
 * One server-sent event as a typed one; undefined for names and shapes that we do not know, so that
 * a newer server may send more than this panel understands.
 */
export function parseServerEvent(message: {
  event?: string | undefined;
  id?: string | undefined;
  data: string;
}): ServerEvent | undefined {
  const data = parseJson(message.data);
  switch (message.event) {
    case "token": {
      const token = textOf(fieldsOf(data)?.text);
      if (token === undefined) return undefined;
      return { kind: "token", text: token, id: message.id };
    }
    case "citation": {
      const citation = parseCitation(data);
      return citation && { kind: "citation", citation };
    }
    case "done": {
      const answer = parseAnswer(data);
      return answer && { kind: "done", answer };
    }
    case "error":
      return { kind: "error", problem: parseProblem(fieldsOf(data)?.problem) };
    default:
      return undefined;
  }
}
