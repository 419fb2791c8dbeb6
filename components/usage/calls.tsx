import { When } from "@/components/shell/when";
import { Section } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import type { ModelCallView } from "@/lib/domains/usage/schema";
import { money, number } from "./amounts";

function Call({ call }: { call: ModelCallView }) {
  const { at, model, inputTokens, outputTokens, costMicros, traceId } = call;
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 py-2.5 text-sm sm:grid-cols-[10rem_1fr_auto]">
      <span className="text-muted">
        <When at={at} />
      </span>
      <span className="min-w-0 max-sm:order-last max-sm:col-span-2">
        <span className="block font-mono text-[0.8125rem] break-all">{model}</span>
        <span className="flex items-center gap-1 text-xs text-muted">
          <span className="whitespace-nowrap">Trace id</span>{" "}
          <code className="min-w-0 truncate font-mono">{traceId}</code>
          <CopyButton text={traceId} label="Copy the trace id" />
        </span>
      </span>
      <span className="text-right tabular-nums">
        <span className="block font-medium">
          {costMicros === null ? "under way" : money(costMicros)}
        </span>
        {inputTokens !== null && outputTokens !== null && (
          <span className="block text-xs text-muted">
            {number(inputTokens)} + {number(outputTokens)} tokens
          </span>
        )}
      </span>
    </li>
  );
}

/** The newest calls, each with the trace id by which the logs know it. */
export function Calls({ calls }: { calls: readonly ModelCallView[] }) {
  return (
    <Section
      title="Last calls"
      description="Tokens read and written, and the trace id to mention when you ask about an answer."
    >
      <ul aria-label="Last calls" className="-my-2 divide-y">
        {calls.map((call) => (
          <Call key={call.id} call={call} />
        ))}
      </ul>
    </Section>
  );
}
