import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { inEachPage, shownAtOnce } from "@/lib/http/shown-at-once";
import {
  changeTestQuestion,
  createTestQuestion,
  deleteTestQuestion,
  runTestQuestions,
} from "./actions";
import type {
  testQuestionList,
  testRunDetail,
  testRunList,
  TestQuestionInput,
  TestQuestionList,
  TestRunView,
} from "./schema";

const testKeys = {
  all: (slug: string) => ["organization", slug, "tests"] as const,
  questions: (slug: string) => [...testKeys.all(slug), "questions"] as const,
  runs: (slug: string) => [...testKeys.all(slug), "runs"] as const,
  run: (slug: string, id: string) => [...testKeys.all(slug), "run", id] as const,
};

const UNDER_WAY_MS = 1500;
/** Runs start by themselves, too. */
const AT_REST_MS = 60_000;

export function testQuestionsQuery(slug: string) {
  return infiniteQueryOptions({
    queryKey: testKeys.questions(slug),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam ? `?cursor=${pageParam}` : "";
      const path = `/api/v1/test-questions${query}`;
      return apiJson<typeof testQuestionList>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The runs that are kept; looked at again soon while one is under way. */
export function testRunsQuery(slug: string) {
  return queryOptions({
    queryKey: testKeys.runs(slug),
    queryFn: ({ signal }) =>
      apiJson<typeof testRunList>({ organizationSlug: slug, path: "/api/v1/test-runs", signal }),
    refetchInterval: ({ state }) =>
      state.data?.runs[0]?.status === "running" ? UNDER_WAY_MS : AT_REST_MS,
    staleTime: UNDER_WAY_MS,
  });
}

export function testRunQuery(slug: string, id: string) {
  return queryOptions({
    queryKey: testKeys.run(slug, id),
    queryFn: ({ signal }) =>
      apiJson<typeof testRunDetail>({
        organizationSlug: slug,
        path: `/api/v1/test-runs/${encodeURIComponent(id)}`,
        signal,
      }),
    refetchInterval: ({ state }) => (state.data?.status === "running" ? UNDER_WAY_MS : false),
  });
}

/** The newest complete run: what the knowledge is worth now. */
export const latestOf = (runs: readonly TestRunView[]) =>
  runs.find(({ status }) => status === "complete");

function useTestMutation<I, T>(slug: string, mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: testKeys.all(slug) });
  return useMutation({ mutationFn, onSuccess });
}

export const useAddTestQuestion = (slug: string) =>
  useTestMutation(slug, async (input: TestQuestionInput) =>
    unwrap(await createTestQuestion(slug, input)),
  );

export const useChangeTestQuestion = (slug: string) =>
  useTestMutation(slug, async (input: TestQuestionInput & { id: string }) =>
    unwrap(await changeTestQuestion(slug, input)),
  );

const withoutQuestion = inEachPage((page: TestQuestionList, id: string) => ({
  ...page,
  questions: page.questions.filter((question) => question.id !== id),
  total: page.total - 1,
}));

/** It leaves the list at once, and is back in it when that fails. */
export function useDeleteTestQuestion(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => unwrap(await deleteTestQuestion(slug, { id })),
    ...shownAtOnce(client, testKeys.questions(slug), withoutQuestion),
    onSettled: () => client.invalidateQueries({ queryKey: testKeys.all(slug) }),
  });
}

export const useRunTests = (slug: string) =>
  useTestMutation(slug, async () => unwrap(await runTestQuestions(slug, {})));

/** Looks at everything of the test questions anew, as after a run. */
export function useRefreshTests(slug: string): () => void {
  const client = useQueryClient();
  return useCallback(
    () => void client.invalidateQueries({ queryKey: testKeys.all(slug) }),
    [client, slug],
  );
}
