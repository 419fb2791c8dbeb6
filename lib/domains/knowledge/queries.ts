import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import type { z } from "zod";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { createFaqEntry, createTextDocument } from "./actions";
import type {
  documentDetail,
  documentList,
  faqList,
  faqView,
  searchView,
  documentInput,
  DocumentView,
  faqInput,
  ListQuery,
} from "./schema";

/** How many documents a page of the list has. */
export const KNOWLEDGE_PAGE = 50;

export type KnowledgeFilter = Pick<ListQuery, "search" | "status" | "kind" | "cited">;

export const knowledgeKeys = {
  all: (slug: string) => ["organization", slug, "knowledge"] as const,
  lists: (slug: string) => [...knowledgeKeys.all(slug), "list"] as const,
  list: (slug: string, filter: KnowledgeFilter) => [...knowledgeKeys.lists(slug), filter] as const,
  documents: (slug: string) => [...knowledgeKeys.all(slug), "document"] as const,
  document: (slug: string, id: string) => [...knowledgeKeys.documents(slug), id] as const,
  faq: (slug: string, id: string) => [...knowledgeKeys.all(slug), "faq", id] as const,
  search: (slug: string, query: string) => ["organization", slug, "search", query] as const,
};

/** How soon something of these documents may look different, in milliseconds; false when they are at rest. */
function settlesIn(documents: readonly DocumentView[]): number | false {
  if (documents.some(({ status }) => status === "queued" || status === "processing")) return 2000;
  if (documents.some(({ status, vectors }) => status === "available" && vectors === "pending")) {
    return 5000;
  }
  return false;
}

function listPath(filter: KnowledgeFilter, cursor: string | undefined): string {
  const given = Object.entries({ ...filter, cursor }).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "",
  );
  return `/api/v1/documents?${new URLSearchParams([["limit", String(KNOWLEDGE_PAGE)], ...given]).toString()}`;
}

export function knowledgeList(slug: string, filter: KnowledgeFilter) {
  return infiniteQueryOptions({
    queryKey: knowledgeKeys.list(slug, filter),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      apiJson<typeof documentList>({
        organizationSlug: slug,
        path: listPath(filter, pageParam),
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      const soon = settlesIn(pages.flatMap(({ documents }) => documents));
      // A refetch asks for every page that is open, so more of them are asked for less often.
      return soon === false ? false : soon * pages.length;
    },
  });
}

export function documentQuery(slug: string, id: string) {
  return queryOptions({
    queryKey: knowledgeKeys.document(slug, id),
    queryFn: ({ signal }) =>
      apiJson<typeof documentDetail>({
        organizationSlug: slug,
        path: `/api/v1/documents/${encodeURIComponent(id)}`,
        signal,
      }),
    refetchInterval: ({ state }) => (state.data ? settlesIn([state.data]) : false),
  });
}

export function faqQuery(slug: string, id: string) {
  return queryOptions({
    queryKey: knowledgeKeys.faq(slug, id),
    queryFn: ({ signal }) =>
      apiJson<typeof faqView>({
        organizationSlug: slug,
        path: `/api/v1/faqs/${encodeURIComponent(id)}`,
        signal,
      }),
  });
}

/** A few FAQs whose question or answer has these words, with their answers. */
export function faqsQuery(slug: string, search: string) {
  const params = new URLSearchParams({ limit: "8", ...(search && { search }) });
  return queryOptions({
    queryKey: [...knowledgeKeys.all(slug), "faqs", search],
    queryFn: ({ signal }) =>
      apiJson<typeof faqList>({
        organizationSlug: slug,
        path: `/api/v1/faqs?${params.toString()}`,
        signal,
      }),
  });
}

/** The passages that the knowledge base holds for a query, best first. */
export function searchQuery(slug: string, query: string) {
  return queryOptions({
    queryKey: knowledgeKeys.search(slug, query),
    queryFn: ({ signal }) =>
      apiJson<typeof searchView>({
        organizationSlug: slug,
        path: "/api/v1/search",
        body: { query, limit: 8 },
        signal,
      }),
    staleTime: 0,
  });
}

export function refreshKnowledge(client: QueryClient, slug: string): Promise<void> {
  return client.invalidateQueries({ queryKey: knowledgeKeys.all(slug) });
}

/** Changes something of the knowledge and has all that is shown of it read again. */
export function useKnowledgeMutation<I, T>(slug: string, mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => refreshKnowledge(client, slug) });
}

export const useCreateText = (slug: string) =>
  useKnowledgeMutation(slug, async (input: z.input<typeof documentInput>) =>
    unwrap(await createTextDocument(slug, input)),
  );

export const useCreateFaq = (slug: string) =>
  useKnowledgeMutation(slug, async (input: z.output<typeof faqInput>) =>
    unwrap(await createFaqEntry(slug, input)),
  );
