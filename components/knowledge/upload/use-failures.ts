import { useInfiniteQuery } from "@tanstack/react-query";
import { knowledgeList } from "@/lib/domains/knowledge/queries";

type Failure = { message: string };

const LOOK_EVERY_MS = 2000;

/**
 * Why documents have failed, by id, kept up to date while `watching`. A document fails before its job ends, which may
 * wait behind others; the newest failures come in one request, however many files are on their way.
 */
export function useFailures(slug: string, watching: boolean): ReadonlyMap<string, Failure> {
  const { data } = useInfiniteQuery({
    ...knowledgeList(slug, { status: "failed" }),
    enabled: watching,
    refetchInterval: LOOK_EVERY_MS,
  });
  const failed = data?.pages.flatMap(({ documents }) => documents) ?? [];
  return new Map(failed.flatMap(({ id, error }) => (error ? [[id, error] as const] : [])));
}
