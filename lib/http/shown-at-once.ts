import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import { aheadOf, type Change } from "./ahead";

/**
 * For a mutation whose change is shown before the server has answered, in all that is kept under a key. It is taken back
 * when the server refuses, and what is kept is read anew in any case. A change may be made more than once to the same data.
 * Who is to be told of the end must ask the call itself (`mutateAsync`): what began it may be shown no more by then.
 *
 * @param done which part of the input the server has done, where it answers well although it refused some of it
 */
export function shownAtOnce<Data, Input, Result = unknown>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (data: Data, input: Input) => Data,
  done: (result: Result, input: Input) => Input = (_, input) => input,
) {
  const ahead = aheadOf(client);
  const of = (input: Input): Change => ({
    queryKey,
    apply: (data) => change(data as Data, input),
  });
  return {
    onMutate: (input: Input) => {
      const begun = of(input);
      ahead.begin(begun);
      return begun;
    },
    onSuccess: (result: Result, input: Input, begun: Change) =>
      ahead.end(begun, of(done(result, input))),
    onError: (_: Error, _input: Input, begun: Change | undefined) => begun && ahead.end(begun),
    onSettled: () => client.invalidateQueries({ queryKey }),
  };
}

type AtOnce<Input, Result> = ReturnType<typeof shownAtOnce<never, Input, Result>>;

/** The same of two keys. Whoever calls it says what is read anew. */
export function bothAtOnce<Input, Result>(
  first: AtOnce<Input, Result>,
  second: AtOnce<Input, Result>,
) {
  type Begun = readonly [Change, Change];
  return {
    onMutate: (input: Input): Begun => [first.onMutate(input), second.onMutate(input)],
    onSuccess: (result: Result, input: Input, [one, other]: Begun) => {
      first.onSuccess(result, input, one);
      second.onSuccess(result, input, other);
    },
    onError: (error: Error, input: Input, begun: Begun | undefined) => {
      first.onError(error, input, begun?.[0]);
      second.onError(error, input, begun?.[1]);
    },
  };
}

/** The change of one page of a list, made in each of them. */
export const inEachPage =
  <Page, Input>(change: (page: Page, input: Input) => Page) =>
  (list: InfiniteData<Page>, input: Input): InfiniteData<Page> => ({
    ...list,
    pages: list.pages.map((page) => change(page, input)),
  });
