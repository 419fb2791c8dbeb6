import { When } from "@/components/shell/when";
import type { AuditEventView } from "@/lib/domains/access/audit/schema";
import { AUDIT_ACTIONS } from "@/lib/domains/access/audit/terms";
import { recordWords } from "./record-words";

const KINDS = {
  user: "Former member",
  api_key: "API key",
  visitor: "Visitor",
  job: "Job",
} as const;

const titles: Readonly<Record<string, string>> = AUDIT_ACTIONS;

const linkStyle =
  "rounded-sm text-left underline decoration-line underline-offset-3 hover:decoration-current";

/** One event; pressing who did it or what it was done to narrows the log to that. */
export function AuditRow({
  event,
  onNarrow,
}: {
  event: AuditEventView;
  onNarrow: (part: { actor: string } | { record: string }) => void;
}) {
  const { actor, action, recordId, network, at, traceId } = event;
  const record = recordWords(event);
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[10rem_1fr_1fr]">
      <span className="text-muted" title={`Trace id ${traceId}`}>
        <When at={at} />
      </span>
      <span className="min-w-0">
        <span className="font-medium">{titles[action] ?? action}</span>
        {recordId && (
          <button
            type="button"
            dir="auto"
            title={recordId}
            className={`${linkStyle} block min-h-6 max-w-full truncate text-[0.8125rem] text-muted`}
            onClick={() => onNarrow({ record: recordId })}
            aria-label={`Show only what was done to ${record}`}
          >
            {record}
          </button>
        )}
      </span>
      <span className="min-w-0">
        <button
          type="button"
          className={`${linkStyle} block min-h-6 max-w-full truncate`}
          onClick={() => onNarrow({ actor: actor.id })}
          aria-label={`Show only what ${actor.name ?? KINDS[actor.kind]} did`}
        >
          {actor.name ?? KINDS[actor.kind]}
        </button>
        {network && (
          <span
            className="block truncate text-xs text-muted"
            title="The same network has the same name throughout this log. No address can be read out of it."
          >
            from network <span className="font-mono">{network}</span>
          </span>
        )}
      </span>
    </li>
  );
}
