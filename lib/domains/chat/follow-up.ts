import type { Exchange } from "./open-exchange";

/** How a question begins that goes on from the one before it, in the languages that the product is offered in. */
const GOES_ON =
  /^[\s¿¡]*(?:and|or|but|what about|how about|und|oder|aber|wie sieht es|y|o|pero|qué tal|et|ou|mais|qu'en est-il)(?![\p{L}\p{N}])/iu;

/** A visitor's question as it can be understood alone: one that goes on ("And for a week?") with the one it goes on from. */
export function understoodAlone({
  question,
  history,
}: Pick<Exchange, "question" | "history">): string {
  const asked: string[] = [question];
  for (const { role, text } of history.toReversed()) {
    if (!GOES_ON.test(asked[0] ?? "")) break;
    if (role === "visitor") asked.unshift(text);
  }
  return asked.join(" ");
}
