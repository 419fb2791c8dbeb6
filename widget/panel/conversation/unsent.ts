import { newExchange, type Exchange, type Failure } from "../chat/exchange";

/** A question that has no answer here yet: the server may or may not have it. */
export interface Unsent {
  clientMessageId: string;
  question: string;
}

/** Refusals that another try does not change. */
const LASTING: readonly (Failure["kind"] | undefined)[] = ["rejected", "unavailable"];

/** Those of the exchanges; what the server takes in no form is not asked again. */
export const unsentOf = (exchanges: readonly Exchange[]): Unsent[] =>
  exchanges
    .filter(({ phase, failure }) => phase !== "done" && !LASTING.includes(failure?.kind))
    .map(({ clientMessageId, question }) => ({ clientMessageId, question }));

/** The exchanges and after them, to be sent under their old ids, the questions that are not among them. */
export const withUnsent = (
  exchanges: readonly Exchange[],
  unsent: readonly Unsent[],
): Exchange[] => [
  ...exchanges,
  ...unsent
    .filter((left) => !exchanges.some((one) => one.clientMessageId === left.clientMessageId))
    .map(({ clientMessageId, question }) => newExchange(clientMessageId, question)),
];
