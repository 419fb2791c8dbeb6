/** A text with the id that it is sent by: the same once more is the same message. */
export interface Typed {
  text: string;
  clientMessageId: string;
  /** When it was sent last, in milliseconds: later than what was sent before it. Of what never was, nothing. */
  sentAt?: number;
}

const BREAK = "\n\n";

/** Messages that were not sent, in their order, before what is typed since, as one draft. */
export const asDraft = (unsent: readonly Typed[], typed: string): string =>
  [...unsent.map(({ text }) => text), ...(typed ? [typed] : [])].join(BREAK);

/**
 * What a draft is sent as: the messages that it begins with and that were not known to be sent, each by its own id, since
 * their answers may have been lost alone, and then what was typed besides. One that was changed is typed anew.
 */
export function partsOf(unsent: readonly Typed[], draft: string): Typed[] {
  const [first, ...others] = unsent;
  if (first && draft === first.text) return [first];
  if (first && draft.startsWith(first.text + BREAK))
    return [first, ...partsOf(others, draft.slice(first.text.length + BREAK.length))];
  return draft.trim() === "" ? [] : [{ text: draft, clientMessageId: crypto.randomUUID() }];
}

/** A draft with a message put back that was not sent: behind those that were sent before it, in front of all else. */
export function withPutBack(unsent: readonly Typed[], draft: string, message: Typed): Typed[] {
  const parts = partsOf(unsent, draft);
  const isLater = ({ sentAt = Infinity }: Typed) => sentAt > (message.sentAt ?? 0);
  return [...parts.filter((part) => !isLater(part)), message, ...parts.filter(isLater)];
}
