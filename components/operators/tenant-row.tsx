import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import type { TenantView } from "@/lib/domains/operators/schema";

const number = new Intl.NumberFormat("en");
const dollars = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });

export function TenantRow({ tenant }: { tenant: TenantView }) {
  const { id, name, createdAt, lastActivityAt, failedJobs } = tenant;
  const figures = [
    ["Organizations", number.format(tenant.organizations)],
    ["Members", number.format(tenant.members)],
    ["Documents", number.format(tenant.documents)],
    ["Conversations", number.format(tenant.conversations)],
    ["Model, 30 days", dollars.format(tenant.spentMicros / 1_000_000)],
  ] as const;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="min-w-0 text-sm font-medium break-words">{name}</h2>
        <Badge tone={failedJobs > 0 ? "warning" : "success"}>
          {failedJobs > 0 ? `${number.format(failedJobs)} jobs failed in 7 days` : "No job failed"}
        </Badge>
        <Badge>No plan</Badge>
      </div>
      <p className="mt-0.5 text-xs text-muted">
        <code className="font-mono break-all">{id}</code> · Since <When at={createdAt} /> · Last
        active {lastActivityAt ? <When at={lastActivityAt} /> : "never"}
      </p>
      <dl className="mt-2 grid grid-cols-5 gap-x-4 gap-y-2 max-sm:grid-cols-2">
        {figures.map(([term, figure]) => (
          <div key={term}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="text-sm tabular-nums">{figure}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
