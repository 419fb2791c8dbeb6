import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * For a mutation whose change is shown before the server has answered, in all that is kept under a key. What was there is
 * put back when the server refuses, and in any case read anew at the end. Who is to be told of the end must ask the call
 * itself (`mutateAsync`): what began it may be shown no more by then.
 */
export function shownAtOnce<Data, Input>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (data: Data, input: Input) => Data,
) {
  return {
    onMutate: async (input: Input) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueriesData<Data>({ queryKey });
      client.setQueriesData<Data>({ queryKey }, (data) => data && change(data, input));
      return before;
    },
    onError: (_: Error, _input: Input, before: [QueryKey, Data | undefined][] | undefined) => {
      for (const [key, data] of before ?? []) client.setQueryData(key, data);
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  };
}

/** The change of one page of a list, made in each of them. */
export const inEachPage =
  <Page, Input>(change: (page: Page, input: Input) => Page) =>
  (list: InfiniteData<Page>, input: Input): InfiniteData<Page> => ({
    ...list,
    pages: list.pages.map((page) => change(page, input)),
  });
