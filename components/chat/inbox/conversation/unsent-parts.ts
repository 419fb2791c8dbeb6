/** A text with the id that it is sent by: the same once more is the same message. */
export interface Typed {
  text: string;
  clientMessageId: string;
}

/** One that was sent, and not known to have arrived. */
export interface Unsent extends Typed {
  /** When it was sent last, in milliseconds; of two that were sent one after the other it is never the same. */
  sentAt: number;
}

const BREAK = "\n\n";

/** What follows a message that a draft begins with. */
function restAfter({ text }: Typed, draft: string): string | undefined {
  if (draft === text) return "";
  return draft.startsWith(text + BREAK) ? draft.slice(text.length + BREAK.length) : undefined;
}

/** Messages that were not sent, in their order, before what is typed since, as one draft. */
export const asDraft = (unsent: readonly Typed[], typed: string): string =>
  [...unsent.map(({ text }) => text), ...(typed ? [typed] : [])].join(BREAK);

/** Puts a message that was not sent into a draft: behind those in it that were sent before, in front of all else. */
export function putBack(
  unsent: readonly Unsent[],
  draft: string,
  message: Unsent,
): { unsent: Unsent[]; draft: string } {
  const [first, ...others] = unsent;
  const rest = first && first.sentAt < message.sentAt ? restAfter(first, draft) : undefined;
  if (!first || rest === undefined)
    return { unsent: [message, ...unsent], draft: asDraft([message], draft) };
  const behind = putBack(others, rest, message);
  return { unsent: [first, ...behind.unsent], draft: asDraft([first], behind.draft) };
}

/**
 * What a draft is sent as: the messages that it begins with and that were not known to be sent, each by its own id, since
 * their answers may have been lost alone, and then what was typed besides. One that was changed is typed anew.
 */
export function partsOf(unsent: readonly Typed[], draft: string): Typed[] {
  const [first, ...others] = unsent;
  const rest = first && restAfter(first, draft);
  if (first && rest !== undefined) return [first, ...partsOf(others, rest)];
  return draft.trim() === "" ? [] : [{ text: draft, clientMessageId: crypto.randomUUID() }];
}
