import { When } from "@/components/shell/when";
import { Badge, type Tone } from "@/components/ui/badge";
import type { InstanceCircuit, MergedCircuit } from "@/lib/domains/ops/breaker-schema";

const STATES: Record<MergedCircuit["state"], { words: string; tone: Tone }> = {
  closed: { words: "Working", tone: "success" },
  half_open: { words: "Being tried", tone: "warning" },
  open: { words: "Left alone", tone: "danger" },
};

type Facts = Pick<
  MergedCircuit,
  "state" | "failuresInWindow" | "openedAt" | "nextProbeAt" | "lastErrorClass"
>;

function Figures({ failuresInWindow, openedAt, nextProbeAt, lastErrorClass }: Facts) {
  return (
    <dl className="mt-2 grid grid-cols-4 gap-x-4 gap-y-2 max-sm:grid-cols-2">
      {(
        [
          ["Failures lately", failuresInWindow],
          ["Left alone since", openedAt ? <When key="at" at={openedAt} /> : "–"],
          ["Next try", nextProbeAt ? <When key="at" at={nextProbeAt} /> : "–"],
          ["Last failure", lastErrorClass ?? "–"],
        ] as const
      ).map(([term, figure]) => (
        <div key={term} className="min-w-0">
          <dt className="text-xs text-muted">{term}</dt>
          <dd className="text-sm break-words tabular-nums">{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

function Instance({ circuit }: { circuit: InstanceCircuit }) {
  const { words, tone } = STATES[circuit.state];
  return (
    <li className="py-2">
      <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
        <code className="font-mono break-all">{circuit.instanceId}</code>
        <Badge tone={tone}>{words}</Badge>
        <span>
          Heard from <When at={circuit.seenAt} />
        </span>
      </p>
      <Figures {...circuit} />
    </li>
  );
}

/** One service as all processes together have it, and on demand as each does. */
export function BreakerRow({ circuit }: { circuit: MergedCircuit }) {
  const { title, name, dependency, tenantId, state, instances } = circuit;
  const { words, tone } = STATES[state];
  const where = name.replace(`${dependency} `, "").replace(` ${tenantId}`, "");
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="min-w-0 text-sm font-medium break-words">{title}</h2>
        <Badge tone={tone}>{words}</Badge>
      </div>
      <p className="mt-0.5 text-xs text-muted">
        <code className="font-mono break-all">{where}</code>
        {tenantId && (
          <>
            {" "}
            · For one tenant alone, by its own key or input:{" "}
            <code className="font-mono break-all">{tenantId}</code>
          </>
        )}
      </p>
      <Figures {...circuit} />
      <details className="mt-2 text-sm">
        <summary className="cursor-pointer text-xs text-muted">
          {instances.length === 1 ? "1 process" : `${instances.length} processes`}
        </summary>
        <ul className="divide-y">
          {instances.map((of) => (
            <Instance key={of.instanceId} circuit={of} />
          ))}
        </ul>
      </details>
    </li>
  );
}
