"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { faqsQuery } from "@/lib/domains/knowledge/queries";

interface Choice {
  id: string;
  question: string;
  answer: string;
}

export interface CannedReplies {
  /** For the text field: what it controls, and which of the answers is meant. */
  field: Pick<
    ComponentProps<"textarea">,
    "aria-autocomplete" | "aria-haspopup" | "aria-controls" | "aria-activedescendant"
  >;
  /** Takes the keys that choose; returns whether it did. */
  onKey: (event: KeyboardEvent) => boolean;
  list: ReactNode;
}

function List({
  id,
  choices,
  at,
  state,
  onChoose,
}: {
  id: string;
  choices: readonly Choice[];
  at: number;
  state: "pending" | "error" | "success";
  onChoose: (choice: Choice) => void;
}) {
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-2 rounded-lg bg-raised p-1 shadow-raised">
      <ul
        id={id}
        role="listbox"
        aria-label="Answers from your FAQs"
        className="max-h-64 overflow-y-auto"
      >
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(choice)}
            className={cn(
              "cursor-default rounded-sm px-2.5 py-1.5 text-sm hover:bg-hover",
              index === at && "bg-hover",
            )}
          >
            <span dir="auto" className="block truncate font-medium">
              {choice.question}
            </span>
            <span dir="auto" className="block truncate text-[0.8125rem] text-muted">
              {choice.answer}
            </span>
          </li>
        ))}
      </ul>
      {choices.length === 0 && (
        <p role="status" className="px-2.5 py-2 text-[0.8125rem] text-muted">
          {state === "pending" && "Looking through your FAQs…"}
          {state === "error" && "Your FAQs could not be read just now."}
          {state === "success" && "No FAQ has these words."}
        </p>
      )}
    </div>
  );
}

/**
 * Answers from the FAQs for what is typed after a slash that begins a reply. `search` is undefined while there is none.
 */
export function useCannedReplies({
  slug,
  search,
  onChoose,
  onLeave,
}: {
  slug: string;
  search: string | undefined;
  onChoose: (answer: string) => void;
  onLeave: () => void;
}): CannedReplies {
  const id = useId();
  const [chosen, setChosen] = useState({ search, at: 0 });
  const isOpen = search !== undefined;
  const query = useQuery({
    ...faqsQuery(slug, search?.trim() ?? ""),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  const choices = query.data?.faqs ?? [];
  // Another search begins at its first answer.
  const at = Math.min(chosen.search === search ? chosen.at : 0, Math.max(0, choices.length - 1));
  const move = (step: number) => {
    if (choices.length > 0)
      setChosen({ search, at: (at + step + choices.length) % choices.length });
  };
  const choose = (choice: Choice | undefined) => {
    if (choice) onChoose(choice.answer);
  };
  const acts: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => choose(choices[at]),
    Tab: () => choose(choices[at]),
    Escape: onLeave,
  };
  return {
    field: {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": isOpen ? id : undefined,
      "aria-activedescendant": isOpen && choices.length > 0 ? `${id}-${at}` : undefined,
    },
    onKey: (event) => {
      const act = isOpen ? acts[event.key] : undefined;
      if (!act || (event.key === "Tab" && choices.length === 0)) return false;
      event.preventDefault();
      act();
      return true;
    },
    list: isOpen && (
      <List id={id} choices={choices} at={at} state={query.status} onChoose={choose} />
    ),
  };
}
