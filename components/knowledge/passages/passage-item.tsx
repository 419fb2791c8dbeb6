import { CircleCheck, CircleDashed } from "lucide-react";
import type {
  Explanation,
  ExplainedPassage,
  PassageView,
} from "@/lib/domains/knowledge/passages/schema";
import { Reasons } from "./reasons";

function Vectors({ windows, embedded }: Pick<PassageView, "windows" | "embedded">) {
  if (windows === 0) return null;
  const complete = embedded >= windows;
  const Icon = complete ? CircleCheck : CircleDashed;
  return (
    <span className="inline-flex items-center gap-1">
      <Icon className="size-3" aria-hidden />
      {complete ? "found by meaning" : `${embedded} of ${windows} parts found by meaning`}
    </span>
  );
}

/** A passage as search sees it, and what becomes of it for the question that was asked. */
export function PassageItem({
  passage,
  explained,
  explanation,
}: {
  passage: PassageView;
  explained: ExplainedPassage | undefined;
  explanation: Explanation | undefined;
}) {
  const { position, heading, text, windows, embedded } = passage;
  return (
    <li className="px-5 py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-xs text-muted">
        <span className="font-medium tabular-nums">Passage {position}</span>
        <span className="tabular-nums">{text.length.toLocaleString("en")} characters</span>
        <Vectors windows={windows} embedded={embedded} />
      </div>
      {heading && (
        <p className="mt-1 text-[0.8125rem] font-medium break-words" dir="auto">
          {heading}
        </p>
      )}
      <p
        className="mt-1.5 line-clamp-6 text-[0.8125rem] leading-relaxed break-words whitespace-pre-line text-muted"
        dir="auto"
      >
        {text.trim().replace(/\n\s*\n/g, "\n")}
      </p>
      {explained && explanation && <Reasons passage={explained} explanation={explanation} />}
    </li>
  );
}
