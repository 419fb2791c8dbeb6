import { beforeAll, beforeEach, afterEach, describe, expect, inject, test } from "vitest";
import { GET } from "@/app/api/admin/circuit-breakers/route";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { callOutside } from "@/lib/platform/resilience/call-outside";
import { withEngine } from "@/lib/platform/db/transaction";
import { addParty, addSession, addUser, type Party } from "@/lib/testing/attacks/parties";
import { membersOf, nobodies } from "@/lib/testing/attacks/principals";
import { callRoute } from "@/lib/testing/call-route";
import { forgetCircuits } from "@/lib/testing/circuits";
import { addOperator } from "@/lib/testing/operator";
import { runStatement } from "@/lib/testing/test-database";
import { turnOnTwoFactor } from "@/lib/testing/two-factor";
import { grantOperator } from "../../../scripts/operator/grants.ts";
import { startBreakerPublisher } from "./breaker-publisher";
import { listStates } from "./breaker-repository";
import { breakerReport } from "./breaker-schema";

const { ownerUrl } = inject("testDatabase");

let party: Party;
let publisher: ReturnType<typeof startBreakerPublisher>;

beforeAll(async () => {
  party = await addParty();
});
beforeEach(async () => {
  forgetCircuits();
  await runStatement(ownerUrl, "DELETE FROM circuit_breaker");
  publisher = startBreakerPublisher();
});
afterEach(() => publisher.stop());

const ask = (headers: Record<string, string>) => callRoute(GET, { headers });

async function report(headers: Record<string, string>) {
  const { status, body } = await ask(headers);
  expect(status).toBe(200);
  return breakerReport.parse(body).circuits;
}

async function fail(times: number, error = new Error("reset")): Promise<void> {
  for (let call = 0; call < times; call += 1) {
    const made = callOutside(
      "chat_model",
      { provider: "ai.example", model: "m", operation: "chat" },
      () => Promise.reject(error),
    );
    await expect(made).rejects.toThrow();
  }
}

/** Of another process, so many minutes ago. */
const sayElsewhere = (state: string, failures: number, minutes: number) =>
  runStatement(
    ownerUrl,
    `INSERT INTO circuit_breaker (instance_id, name, dependency, state, failures_in_window, opened_at, next_probe_at, last_error_class, seen_at)
     VALUES ('elsewhere:${minutes}', 'chat_model ai.example m', 'chat_model', '${state}', ${failures}, '2020-01-01', '2020-01-02', 'http_429',
       now() - interval '${minutes} minutes')`,
  );

describe("who may see the breakers", () => {
  test("no member, no key and nobody, as with all that is the operators'", async () => {
    await fail(5);
    await publisher.settled();
    for (const { name, kind, headers } of membersOf("a party", party)) {
      const byKey = kind === "secret" || kind === "publishable";
      const { status, text } = await ask(headers);
      expect([name, status]).toEqual([name, byKey ? 401 : 404]);
      expect(text).not.toContain("ai.example");
    }
    for (const { name, headers } of await nobodies(await addParty()))
      expect([name, (await ask(headers)).status]).toEqual([name, 401]);
  });

  test("an operator, but only after the second step", async () => {
    const userId = await addUser();
    await grantOperator(ownerUrl, userId, "read");
    const { cookie } = await addSession(userId);
    expect((await ask({ cookie })).status).toBe(403);
    await turnOnTwoFactor(userId);
    expect((await ask({ cookie })).status).toBe(401);
    const { headers } = await addOperator(ownerUrl);
    expect(await report(headers)).toEqual([]);
  });
});

describe("what a process tells of its breakers", () => {
  test("is there once one opens, with what it knows", async () => {
    const { headers } = await addOperator(ownerUrl);
    await fail(5);
    await publisher.settled();
    const [circuit, ...more] = await report(headers);
    expect(more).toEqual([]);
    expect(circuit).toMatchObject({
      name: "chat_model ai.example m",
      title: "Chat model (OpenAI or alike)",
      tenantId: null,
      state: "open",
      failuresInWindow: 5,
      lastErrorClass: "Error",
      instances: [{ instanceId: publisher.instanceId, state: "open" }],
    });
    const { openedAt, nextProbeAt } = circuit ?? {};
    const probeInMs = Date.parse(nextProbeAt ?? "") - Date.parse(openedAt ?? "");
    expect(probeInMs).toBeGreaterThanOrEqual(8_000);
    expect(probeInMs).toBeLessThanOrEqual(12_000);
  });

  test("is merged with what others say: as bad as the worst has it", async () => {
    const { headers } = await addOperator(ownerUrl);
    await sayElsewhere("closed", 3, 1);
    await fail(5);
    await publisher.settled();
    const [circuit] = await report(headers);
    expect(circuit).toMatchObject({
      state: "open",
      failuresInWindow: 8,
      openedAt: "2020-01-01T00:00:00.000Z",
      lastErrorClass: "Error",
    });
    expect(circuit?.instances.map(({ state }) => state).toSorted()).toEqual(["closed", "open"]);
  });

  test("goes with the process: by its own word, or by the others when it died", async () => {
    await sayElsewhere("open", 5, 4);
    await sayElsewhere("open", 5, 2);
    await fail(5);
    await publisher.settled();
    const told = async () => (await withEngine(listStates)).map(({ instanceId }) => instanceId);
    expect((await told()).toSorted()).toEqual(["elsewhere:2", publisher.instanceId].toSorted());
    await publisher.stop();
    expect(await told()).toEqual(["elsewhere:2"]);
  });

  test("names the tenant whose own faults opened one for it alone", async () => {
    const { headers } = await addOperator(ownerUrl);
    const { tenantId } = party.context;
    const badInput = Object.assign(new Error("too long"), { status: 422 });
    await runWithTrace({ traceId: newTraceId(), service: "chat", tenantId }, () =>
      fail(5, badInput),
    );
    await publisher.settled();
    expect(await report(headers)).toMatchObject([
      { tenantId, state: "open", lastErrorClass: "http_422" },
      { tenantId: null, state: "closed", failuresInWindow: 0 },
    ]);
  });

  test("holds up no call, not even while the database is away", async () => {
    const held = Promise.withResolvers<void>();
    const lock = withEngine(async (tx) => {
      await tx.$executeRaw`LOCK TABLE circuit_breaker IN ACCESS EXCLUSIVE MODE`;
      await held.promise;
    });
    await fail(6);
    held.resolve();
    await lock;
    await publisher.settled();
    expect(await withEngine(listStates)).toHaveLength(1);
  });
});
