"use client";
import { BookOpenText, SearchX } from "lucide-react";
import { EmptyState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { AddKnowledge } from "./add-knowledge";

/** In place of a list without rows. `onShowAll` takes back what it was narrowed to, where it was. */
export function NothingListed({
  slug,
  onShowAll,
}: {
  slug: string;
  onShowAll: (() => void) | undefined;
}) {
  if (onShowAll)
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing fits"
        actions={<Button onClick={onShowAll}>Show everything</Button>}
      >
        No document or FAQ fits this search and these choices.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={BookOpenText}
      title="Nothing to answer from yet"
      actions={<AddKnowledge slug={slug} />}
    >
      Add what visitors ask about: prices, opening hours, policies, how things work. Upload files,
      paste a text, or write a question with its answer.
    </EmptyState>
  );
}
