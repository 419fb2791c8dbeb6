import Link from "next/link";
import type { Explanation } from "@/lib/domains/knowledge/passages/schema";
import { Reasons } from "./reasons";

/** The best passages of other documents for the same question. */
export function Rivals({ slug, explanation }: { slug: string; explanation: Explanation }) {
  const others = explanation.passages.filter(({ isOwn }) => !isOwn);
  if (others.length === 0) return null;
  return (
    <section className="border-t" aria-labelledby="rivals">
      <h3 id="rivals" className="px-5 pt-4 text-[0.9375rem] font-semibold">
        What other documents say to it
      </h3>
      <ol className="divide-y">
        {others.map((passage) => (
          <li key={passage.chunkId} className="px-5 py-4">
            <Link
              href={`/${slug}/knowledge/${passage.documentId}?tab=passages`}
              className="text-[0.8125rem] font-medium break-words hover:underline"
              dir="auto"
            >
              {passage.title}
            </Link>
            <p
              className="mt-1 line-clamp-3 text-[0.8125rem] break-words whitespace-pre-line text-muted"
              dir="auto"
            >
              {passage.text.trim().replace(/\n\s*\n/g, "\n")}
            </p>
            <Reasons passage={passage} explanation={explanation} />
          </li>
        ))}
      </ol>
    </section>
  );
}
