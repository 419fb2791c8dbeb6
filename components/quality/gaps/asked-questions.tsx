import { MessagesSquare, ThumbsDown } from "lucide-react";
import Link from "next/link";
import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import type { GapDetail } from "@/lib/domains/quality/gaps/schema";

/** A gap's questions as visitors asked them, each with the way to its conversation. */
export function AskedQuestions({ slug, gap }: { slug: string; gap: GapDetail }) {
  const { asked, questions } = gap;
  return (
    <Section
      title="Asked by visitors"
      description={
        asked.length < questions ? `The newest ${asked.length} of ${questions}.` : undefined
      }
    >
      <ul className="-my-3 divide-y">
        {asked.map(({ messageId, conversationId, text, askedAt, disliked }) => (
          <li key={messageId} className="py-3">
            <p className="text-sm break-words" dir="auto">
              {text}
            </p>
            <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted">
              <When at={askedAt} />
              <Link
                href={`/${slug}/inbox/${conversationId}`}
                className="inline-flex items-center gap-1 font-medium text-accent hover:underline"
              >
                <MessagesSquare className="size-3.5" aria-hidden />
                Conversation
              </Link>
              {disliked && (
                <Badge tone="warning">
                  <ThumbsDown aria-hidden />
                  Answer rated down
                </Badge>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
