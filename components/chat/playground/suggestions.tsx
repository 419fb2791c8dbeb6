"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { knowledgeList } from "@/lib/domains/knowledge/queries";

const SHOWN = 5;

/** Questions to begin with: those that the organization's own FAQs answer. */
export function Suggestions({ slug, onAsk }: { slug: string; onAsk: (question: string) => void }) {
  const faqs = useInfiniteQuery(knowledgeList(slug, { kind: "faq", status: "available" }));
  const questions = faqs.data?.pages[0]?.documents.slice(0, SHOWN) ?? [];
  if (questions.length === 0) return null;
  return (
    <section aria-label="Suggestions" className="mt-5">
      <h2 className="text-[0.8125rem] font-medium text-muted">Questions from your FAQs</h2>
      <ul className="mt-2 flex flex-wrap gap-2">
        {questions.map(({ id, title }) => (
          <li key={id} className="max-w-full">
            <button
              type="button"
              dir="auto"
              onClick={() => onAsk(title)}
              className="min-h-8 max-w-full rounded-lg border bg-surface px-3.5 py-1 text-left wrap-anywhere text-[0.8125rem] shadow-xs transition-colors hover:border-control hover:bg-subtle"
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
