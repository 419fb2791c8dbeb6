import { z } from "zod";

const moment = z.iso.datetime().nullable();

const circuit = z.object({
  name: z.string().describe("Dependency, host and model."),
  dependency: z.string(),
  title: z.string(),
  tenantId: z.uuid().nullable().describe("Whose calls alone it refuses; null: everybody's."),
  state: z.enum(["closed", "open", "half_open"]),
  failuresInWindow: z.int(),
  openedAt: moment,
  nextProbeAt: moment,
  lastErrorClass: z.string().nullable(),
});

const instanceCircuit = circuit.extend({ instanceId: z.string(), seenAt: z.iso.datetime() });
export type InstanceCircuit = z.infer<typeof instanceCircuit>;

const mergedCircuit = circuit.extend({
  instances: z.array(instanceCircuit).describe("As each process knows it."),
});
export type MergedCircuit = z.infer<typeof mergedCircuit>;

export const breakerReport = z.object({
  circuits: z.array(mergedCircuit).describe("Of all processes together, what is worst first."),
});
export type BreakerReport = z.infer<typeof breakerReport>;
