"use client";
import { Copy, EyeOff, PencilLine, RotateCcw, Split } from "lucide-react";
import Link from "next/link";
import { toast } from "@/components/ui/toast";
import { Permitted } from "@/components/shell/permissions";
import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { handOnFocus } from "@/components/ui/hand-on-focus";
import { describeError } from "@/lib/core/problem";
import { useDismissFlag } from "@/lib/domains/knowledge/check/queries";
import type { FlagView } from "@/lib/domains/knowledge/check/schema";
import { differenceInWords, kindOfFlag } from "./flag-words";
import { MarkedText } from "./marked-text";

function Side({
  slug,
  side,
  marks,
}: {
  slug: string;
  side: FlagView["first"];
  marks: readonly string[];
}) {
  const { documentId, kind, title, heading, text } = side;
  return (
    <div className="flex min-w-0 flex-col items-start gap-1.5 rounded-md border bg-subtle/40 p-3">
      <p className="text-[0.8125rem] font-medium break-words" dir="auto">
        {title}
      </p>
      {kind === "document" && heading && heading !== title && (
        <p className="text-xs break-words text-muted" dir="auto">
          {heading}
        </p>
      )}
      <div className="line-clamp-[12] w-full">
        <MarkedText text={text} marks={marks} />
      </div>
      <Button asChild size="sm" className="mt-auto">
        <Link href={`/${slug}/knowledge/${documentId}`} aria-label={`Edit ${title}`}>
          <PencilLine aria-hidden />
          Edit
        </Link>
      </Button>
    </div>
  );
}

function DismissButton({ slug, flag }: { slug: string; flag: FlagView }) {
  const dismiss = useDismissFlag(slug);
  const isDismissed = flag.dismissedAt !== null;
  const set = (dismissed: boolean) =>
    // The card is gone at once; a failure is told of all the same.
    void dismiss.mutateAsync({ id: flag.id, dismissed }).catch((error: unknown) => {
      toast.error("Not saved", { description: describeError(error).detail });
    });
  const press = () => {
    set(!isDismissed);
    toast.success(isDismissed ? "Taken up again" : "Dismissed", {
      ...(!isDismissed && {
        description: "It comes back when one of the two changes what it says.",
      }),
      action: { label: "Undo", onClick: () => set(isDismissed) },
    });
  };
  return (
    <Permitted permission="kb:write">
      {(disabled) => (
        <Button ref={handOnFocus} size="sm" disabled={disabled} onClick={press}>
          {isDismissed ? <RotateCcw aria-hidden /> : <EyeOff aria-hidden />}
          {isDismissed ? "Take up again" : "Dismiss"}
        </Button>
      )}
    </Permitted>
  );
}

/** Two passages beside each other, with what is wrong between them. */
export function FlagCard({ slug, flag }: { slug: string; flag: FlagView }) {
  const { kind, first, second, differences, createdAt } = flag;
  const Icon = kind === "duplicate" ? Copy : Split;
  return (
    <li className="px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Badge tone={kind === "duplicate" ? "neutral" : "warning"}>
          <Icon aria-hidden />
          {kindOfFlag(flag)}
        </Badge>
        <span className="flex-1 text-[0.8125rem] text-muted">
          <When at={createdAt} />
        </span>
        <DismissButton slug={slug} flag={flag} />
      </div>
      {differences.map((difference) => (
        <p key={difference.kind} className="mt-2 text-[0.8125rem] break-words">
          {differenceInWords(difference)}
        </p>
      ))}
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        <Side slug={slug} side={first} marks={differences.flatMap((one) => one.first)} />
        <Side slug={slug} side={second} marks={differences.flatMap((one) => one.second)} />
      </div>
    </li>
  );
}
