"use client";
import { useQuery } from "@tanstack/react-query";
import { latestOf, testRunsQuery } from "@/lib/domains/quality/tests/queries";
import { dropInWords } from "./run-words";

/** Stands at the navigation's entry while something fails that passed before. */
export function TestAlert({ slug }: { slug: string }) {
  const { data } = useQuery(testRunsQuery(slug));
  const latest = latestOf(data?.runs ?? []);
  if (!latest || latest.lost === 0) return null;
  return (
    <span className="ml-auto flex h-5 min-w-5 items-center justify-center rounded-full bg-danger-solid px-1.5 text-xs font-medium text-on-danger tabular-nums">
      <span aria-hidden>{latest.lost}</span>
      <span className="sr-only">. {dropInWords(latest)}</span>
    </span>
  );
}
