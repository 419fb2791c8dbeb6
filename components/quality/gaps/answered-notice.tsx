import { CircleCheck, RotateCcw } from "lucide-react";
import Link from "next/link";
import { When } from "@/components/shell/when";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { GapDetail } from "@/lib/domains/quality/gaps/schema";

/** Who answered a gap, when and with which FAQ; and that it was asked again since, where it was. */
export function AnsweredNotice({ slug, gap }: { slug: string; gap: GapDetail }) {
  const { answered, answeredBy, status, title } = gap;
  if (!answered) return null;
  const { at, documentId, documentTitle } = answered;
  const again = status === "open";
  const Icon = again ? RotateCcw : CircleCheck;
  const test = new URLSearchParams({ question: title.slice(0, 300), source: documentTitle ?? "" });
  return (
    <Card className="flex flex-wrap items-start gap-3 p-4">
      <Icon
        className={`mt-0.5 size-4 shrink-0 ${again ? "text-warning" : "text-success"}`}
        aria-hidden
      />
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <p>
          Answered{answeredBy && ` by ${answeredBy}`} on <When at={at} />
          {documentTitle === null ? (
            ", with an FAQ that was deleted since."
          ) : (
            <>
              {" with "}
              <Link
                href={`/${slug}/knowledge/${documentId}`}
                className="font-medium text-accent hover:underline"
              >
                “{documentTitle}”
              </Link>
            </>
          )}
        </p>
        {again && (
          <p className="mt-1 text-muted">
            Visitors asked again since and were not helped: the FAQ may need another wording, or the
            question means something else.
          </p>
        )}
      </div>
      {documentTitle !== null && (
        <Button asChild size="sm">
          <Link href={`/${slug}/tests?${test.toString()}`}>Keep as test question</Link>
        </Button>
      )}
    </Card>
  );
}
