"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState, type Ref } from "react";
import { ErrorState } from "@/components/shell/states";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioRow } from "@/components/ui/radio-row";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { knowledgeList } from "@/lib/domains/knowledge/queries";

const SHOWN = 6;

export interface ChosenDocument {
  id: string;
  title: string;
}

function Choices({
  slug,
  search,
  chosen,
  onChoose,
}: {
  slug: string;
  search: string;
  chosen: ChosenDocument | undefined;
  onChoose: (document: ChosenDocument) => void;
}) {
  const name = useId();
  const list = useInfiniteQuery(knowledgeList(slug, search ? { search } : {}));
  const found = list.data?.pages[0]?.documents.slice(0, SHOWN) ?? [];
  const shown: readonly ChosenDocument[] =
    chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  if (list.isPending && !chosen)
    return (
      <Loading>
        <Skeleton className="h-20" />
      </Loading>
    );
  if (list.isError && shown.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (shown.length === 0)
    return <p className="text-[0.8125rem] text-muted">No document is named like this.</p>;
  return (
    <ul className="divide-y rounded-md border">
      {shown.map(({ id, title }) => (
        <li key={id}>
          <RadioRow
            name={name}
            checked={chosen?.id === id}
            onChoose={() => onChoose({ id, title })}
          >
            <span className="min-w-0 break-words" dir="auto">
              {title}
            </span>
          </RadioRow>
        </li>
      ))}
    </ul>
  );
}

/** A choice of one document or FAQ, found by a part of its title. */
export function DocumentPicker({
  slug,
  chosen,
  initialSearch,
  error,
  ref,
  onChoose,
}: {
  slug: string;
  chosen: ChosenDocument | undefined;
  initialSearch: string;
  /** Takes the search field, which gets the focus where none is chosen. */
  ref: Ref<HTMLInputElement>;
  error: string | undefined;
  onChoose: (document: ChosenDocument) => void;
}) {
  const [search, setSearch] = useState(initialSearch);
  const settled = useDeferredValue(search.trim());
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">Expected source</legend>
      <Field
        label="Expected source"
        hint="The document or FAQ that the answer has to cite."
        error={error}
      >
        {(control) => (
          <Input
            {...control}
            ref={ref}
            type="search"
            placeholder="Search by title"
            value={search}
            maxLength={200}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
      </Field>
      <Choices slug={slug} search={settled} chosen={chosen} onChoose={onChoose} />
    </fieldset>
  );
}
