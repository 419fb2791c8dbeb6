import {
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { bothAtOnce, inEachPage, shownAtOnce } from "@/lib/http/shown-at-once";
import { reindexDocument, removeDocument, updateDocument, updateFaqEntry } from "./actions";
import { knowledgeKeys, refreshKnowledge } from "./queries";
import type { DocumentDetail, DocumentList, DocumentView } from "./schema";

// What is shown at once of a change, and taken back when the server refuses it. What stands in a form is no part of it: it
// is there already, and stays there also when it is refused.

type List = InfiniteData<DocumentList>;
type Ids = readonly string[];

/** Shows a change of documents in the lists and on their own pages. */
function inDocuments<Input, Result>(
  client: QueryClient,
  slug: string,
  change: <D extends DocumentView>(document: D, input: Input) => D,
  done?: (result: Result, input: Input) => Input,
) {
  const inPage = (page: DocumentList, input: Input): DocumentList => ({
    ...page,
    documents: page.documents.map((document) => change(document, input)),
  });
  return {
    ...bothAtOnce<Input, Result>(
      shownAtOnce(client, knowledgeKeys.lists(slug), inEachPage(inPage), done),
      shownAtOnce(
        client,
        knowledgeKeys.documents(slug),
        (document: DocumentDetail, input: Input) => change(document, input),
        done,
      ),
    ),
    onSettled: () => refreshKnowledge(client, slug),
  };
}

interface Renamed {
  id: string;
  title?: string | undefined;
  url?: string | null | undefined;
}

const renamed = <D extends DocumentView>(document: D, { id, title, url }: Renamed): D =>
  document.id === id
    ? { ...document, title: title ?? document.title, url: url === undefined ? document.url : url }
    : document;

/** What became of an edit of a document; its title and address are shown at once. */
export function useUpdateText(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { id: string; title?: string; text?: string; url?: string | null }) =>
      unwrap(await updateDocument(slug, input)),
    ...inDocuments(client, slug, renamed),
  });
}

/** The same of a FAQ, whose question is its title. */
export function useUpdateFaq(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: {
      id: string;
      question: string;
      answer: string;
      alternatives: string[];
    }) => unwrap(await updateFaqEntry(slug, input)),
    ...inDocuments(client, slug, (document, { id, question }: { id: string; question: string }) =>
      renamed(document, { id, title: question }),
    ),
  });
}

function waiting<D extends DocumentView>(document: D, ids: Ids): D {
  if (!ids.includes(document.id)) return document;
  return { ...document, status: "queued", error: undefined };
}

/** Shown as waiting at once. */
export function useReindex(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => unwrap(await reindexDocument(slug, { id })),
    ...inDocuments(client, slug, (document, id: string) => waiting(document, [id])),
  });
}

/** What became of a change of several: whom it was done to, and why not to the others. */
export interface EachResult {
  done: Ids;
  failures: unknown[];
}

const doneOf = ({ done }: EachResult) => done;

/** Does the same to several, one after the other. Never rejects. */
async function toEach(ids: Ids, act: (id: string) => Promise<unknown>): Promise<EachResult> {
  const result = { done: [] as string[], failures: [] as unknown[] };
  for (const id of ids) {
    try {
      await act(id);
      result.done.push(id);
    } catch (error) {
      result.failures.push(error);
    }
  }
  return result;
}

/** The same of several. */
export function useReindexEach(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: Ids) =>
      toEach(ids, async (id) => unwrap(await reindexDocument(slug, { id }))),
    ...inDocuments<Ids, EachResult>(client, slug, waiting, doneOf),
  });
}

const without = inEachPage((page: DocumentList, ids: Ids) => ({
  ...page,
  documents: page.documents.filter(({ id }) => !ids.includes(id)),
}));

function forget(client: QueryClient, slug: string, ids: Ids): Promise<void> {
  for (const id of ids) {
    client.removeQueries({ queryKey: knowledgeKeys.document(slug, id) });
    client.removeQueries({ queryKey: knowledgeKeys.faq(slug, id) });
  }
  return client.invalidateQueries({ queryKey: knowledgeKeys.lists(slug) });
}

/** It leaves the lists at once. */
export function useRemoveDocument(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => unwrap(await removeDocument(slug, { id })),
    ...shownAtOnce(client, knowledgeKeys.lists(slug), (list: List, id: string) =>
      without(list, [id]),
    ),
    onSettled: (_, error, id) => forget(client, slug, error ? [] : [id]),
  });
}

/** They leave the lists at once, and those that are refused come back. */
export function useRemoveEach(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: Ids) => toEach(ids, async (id) => unwrap(await removeDocument(slug, { id }))),
    ...shownAtOnce(client, knowledgeKeys.lists(slug), without, doneOf),
    onSettled: (result) => forget(client, slug, result?.done ?? []),
  });
}
