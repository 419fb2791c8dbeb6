import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Breaker, type BreakerState } from "./breaker";
import type { Blame, Outcome } from "./outcome";

const RULES = {
  opensAfter: { failures: 5, withinMs: 60_000 },
  probeAfterMs: 10_000,
  probeAtMostMs: 30_000,
};

let changes: BreakerState["state"][];

function breaker(tenantId?: string) {
  changes = [];
  return new Breaker(
    { name: "chat_model a.example m", dependency: "chat_model", tenantId },
    RULES,
    (changed) => changes.push(changed.state.state),
  );
}

const good: Outcome<string> = { ok: true, value: "fine" };
const bad = (blame: Blame): Outcome<string> => ({
  ok: false,
  blame,
  error: new Error("no"),
  errorClass: "http_503",
  repeatable: false,
});
const succeed = (circuit: Breaker) => circuit.run(() => Promise.resolve(good));
const fail = (circuit: Breaker, blame: Blame = "dependency") =>
  circuit.run(() => Promise.resolve(bad(blame)));

async function opened() {
  const circuit = breaker();
  for (let failure = 0; failure < 5; failure += 1) await fail(circuit);
  return circuit;
}

/** A call that is under way until the test ends it. */
function held(circuit: Breaker) {
  const outcome = Promise.withResolvers<Outcome<string>>();
  const result = circuit.run(() => outcome.promise);
  return { result, end: outcome.resolve };
}

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  // In the middle of its spread: probes come exactly when the rules say.
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => vi.useRealTimers());

test("it opens at the fifth failure within a minute, whatever succeeded between", async () => {
  const circuit = breaker();
  for (let failure = 0; failure < 4; failure += 1) {
    await fail(circuit);
    await succeed(circuit);
    pass(10);
  }
  expect(circuit.state).toMatchObject({ state: "closed", failuresInWindow: 4 });
  await fail(circuit);
  expect(circuit.state).toMatchObject({
    state: "open",
    failuresInWindow: 5,
    openedAt: new Date(),
    nextProbeAt: new Date(Date.now() + 10_000),
    lastErrorClass: "http_503",
  });
  expect(changes).toEqual(["open"]);
});

test("failures that are older than a minute do not count", async () => {
  const circuit = breaker();
  for (let failure = 0; failure < 12; failure += 1) {
    await fail(circuit);
    pass(16);
  }
  expect(circuit.state).toMatchObject({ state: "closed", failuresInWindow: 3 });
});

test("while it is open nothing is called, and it says until when", async () => {
  const circuit = await opened();
  const call = vi.fn(() => Promise.resolve(good));
  pass(4);
  expect(await circuit.run(call)).toEqual({
    refused: true,
    nextProbeAt: new Date(Date.now() + 6_000),
  });
  expect(call).not.toHaveBeenCalled();
});

test("then one probe passes, and the others are refused at once instead of waiting for it", async () => {
  const circuit = await opened();
  pass(10);
  const probe = held(circuit);
  expect(circuit.state.state).toBe("half_open");
  const others = await Promise.all([succeed(circuit), succeed(circuit)]);
  expect(others).toEqual([
    expect.objectContaining({ refused: true }),
    expect.objectContaining({ refused: true }),
  ]);
  probe.end(good);
  expect(await probe.result).toEqual(good);
  expect(circuit.state).toMatchObject({ state: "closed", failuresInWindow: 0 });
  expect(circuit.state.openedAt).toBeUndefined();
  expect(await succeed(circuit)).toEqual(good);
  expect(changes).toEqual(["open", "half_open", "closed"]);
});

test("each probe that fails doubles the time to the next, up to the most, and it is open since the first", async () => {
  const circuit = await opened();
  const { openedAt } = circuit.state;
  for (const seconds of [10, 20, 30, 30]) {
    expect(circuit.state.nextProbeAt).toEqual(new Date(Date.now() + seconds * 1_000));
    pass(seconds);
    await fail(circuit);
    expect(circuit.state).toMatchObject({ state: "open", openedAt });
  }
});

test("a probe whose caller went away tells nothing: the next call is the probe", async () => {
  const circuit = await opened();
  pass(10);
  await fail(circuit, "nobody");
  expect(circuit.state.state).toBe("open");
  expect(await fail(circuit)).toMatchObject({ blame: "dependency" });
  expect(circuit.state).toMatchObject({
    state: "open",
    nextProbeAt: new Date(Date.now() + 20_000),
  });
  pass(20);
  expect(await succeed(circuit)).toEqual(good);
  expect(circuit.state.state).toBe("closed");
});

test("the caller's own going away counts for nobody, a tenant's fault not for everybody", async () => {
  const circuit = breaker();
  for (let call = 0; call < 20; call += 1) {
    await fail(circuit, "nobody");
    await fail(circuit, "tenant");
  }
  expect(circuit.state).toMatchObject({ state: "closed", failuresInWindow: 0 });
});

test("a tenant's own breaker counts that tenant's faults alone", async () => {
  const circuit = breaker("tenant-a");
  for (let call = 0; call < 20; call += 1) await fail(circuit, "dependency");
  expect(circuit.state.state).toBe("closed");
  for (let call = 0; call < 5; call += 1) await fail(circuit, "tenant");
  expect(circuit.state.state).toBe("open");
  pass(10);
  // A probe that fails for the dependency's fault tells nothing of the tenant's key.
  await fail(circuit, "dependency");
  expect(circuit.state.state).toBe("open");
  await succeed(circuit);
  expect(circuit.state.state).toBe("closed");
});

test("a call from before the opening that ends during a probe decides nothing by its success", async () => {
  const circuit = breaker();
  const old = held(circuit);
  const gone = held(circuit);
  for (let failure = 0; failure < 5; failure += 1) await fail(circuit);
  pass(10);
  const probe = held(circuit);
  old.end(good);
  gone.end(bad("nobody"));
  await old.result;
  await gone.result;
  expect(circuit.state.state).toBe("half_open");
  probe.end(bad("dependency"));
  await probe.result;
  expect(circuit.state.state).toBe("open");
});
