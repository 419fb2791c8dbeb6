import { expect, test } from "vitest";
import { PLACES } from "@/embedded/inngest/dispatcher";
import { ACCOUNT_EVENTS, EVENTS } from "@/lib/platform/events/contracts";
import { functions, JOB_FUNCTIONS } from "./functions";

const served = functions().map(({ opts }) => opts);

test.each(Object.keys({ ...EVENTS, ...ACCOUNT_EVENTS }))("%s is taken by a function", (name) => {
  const takes = JOB_FUNCTIONS.filter(({ facts }) => facts.trigger === `event \`${name}\``);
  expect(takes).not.toEqual([]);
});

test.each(served.map((opts) => [opts.id, opts] as const))(
  "%s says how often it is retried, limits its runs and tells of its failure",
  (_, opts) => {
    expect(opts.retries).toEqual(expect.any(Number));
    expect(opts.concurrency).toEqual([expect.objectContaining({ limit: expect.any(Number) })]);
    expect(opts.onFailure).toEqual(expect.any(Function));
  },
);

test("no tenant, nor all the mail of persons, takes all places of the embedded engine", () => {
  const limits = JOB_FUNCTIONS.map(({ facts }, at) => ({ facts, opts: served[at]! }))
    .filter(({ facts }) => facts.trigger.startsWith("event "))
    .flatMap(({ opts }) => opts.concurrency as unknown as { limit: number; key?: string }[]);
  expect(new Set(limits.map(({ key }) => key))).toEqual(
    new Set(["event.data.tenantId", undefined]),
  );
  expect(limits.reduce((sum, { limit }) => sum + limit, 0)).toBeLessThanOrEqual(PLACES - 4);
});
