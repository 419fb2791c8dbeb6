import "server-only";
import { withEngine } from "@/lib/platform/db/transaction";
import { DEPENDENCIES } from "@/lib/platform/resilience/dependencies";
import { listStates } from "./breaker-repository";
import {
  breakerReport,
  type BreakerReport,
  type InstanceCircuit,
  type MergedCircuit,
} from "./breaker-schema";

const TITLES: Readonly<Record<string, { title: string } | undefined>> = DEPENDENCIES;
const WORST = ["open", "half_open", "closed"] as const;

const rank = ({ state }: { state: InstanceCircuit["state"] }) => WORST.indexOf(state);

const earliest = (moments: readonly (string | null)[]) =>
  moments.filter((moment) => moment !== null).toSorted()[0] ?? null;

/** As the worst of the processes has it, since some calls fare so. */
function merge(instances: readonly InstanceCircuit[]): MergedCircuit {
  const [worst] = instances.toSorted((a, b) => rank(a) - rank(b));
  const [latest] = instances
    .filter(({ lastErrorClass }) => lastErrorClass !== null)
    .toSorted((a, b) => b.seenAt.localeCompare(a.seenAt));
  if (!worst) throw new Error("There is nothing to merge");
  const { name, dependency, title, tenantId, state } = worst;
  return {
    ...{ name, dependency, title, tenantId, state },
    failuresInWindow: instances.reduce((sum, { failuresInWindow }) => sum + failuresInWindow, 0),
    openedAt: earliest(instances.map(({ openedAt }) => openedAt)),
    nextProbeAt: earliest(instances.map(({ nextProbeAt }) => nextProbeAt)),
    lastErrorClass: latest?.lastErrorClass ?? null,
    instances: [...instances],
  };
}

/** Every breaker of the installation: merged, and as each process knows it; what is open first. */
export async function readBreakers(): Promise<BreakerReport> {
  const rows = await withEngine(listStates);
  const told = rows.map((row) => ({
    ...row,
    title: TITLES[row.dependency]?.title ?? row.dependency,
    tenantId: row.affectedTenantId,
    openedAt: row.openedAt?.toISOString() ?? null,
    nextProbeAt: row.nextProbeAt?.toISOString() ?? null,
    seenAt: row.seenAt.toISOString(),
  }));
  const { instances } = breakerReport.shape.circuits.element.shape;
  const byName = Map.groupBy(instances.parse(told), ({ name }) => name);
  const circuits = [...byName.values()].map(merge).toSorted((a, b) => rank(a) - rank(b));
  return { circuits };
}
