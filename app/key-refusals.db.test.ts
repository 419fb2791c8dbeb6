import { beforeEach, describe, expect, test, vi } from "vitest";
import * as transactions from "@/lib/platform/db/transaction";
import { findRoutes, isDefined } from "@/lib/testing/attacks/endpoints";
import { addParty } from "@/lib/testing/attacks/parties";
import { ROUTE_CASES } from "@/lib/testing/attacks/route-cases";
import { callRoute } from "@/lib/testing/call-route";
import { generateApiKey } from "@/lib/tenancy/api-key";

const WAYS = ["withTenant", "withAuthLookup", "withEngine", "withNewAccount"] as const;
vi.mock("@/lib/platform/db/transaction", async (original) => {
  const actual = await original<typeof transactions>();
  const spied = Object.entries(actual).map(([name, way]) => [name, vi.fn(way)]);
  return Object.fromEntries(spied) as typeof transactions;
});
const queries = () =>
  WAYS.reduce((sum, way) => sum + vi.mocked(transactions[way]).mock.calls.length, 0);
beforeEach(() => {
  vi.clearAllMocks();
});

const party = await addParty();
const routes = (await findRoutes()).flatMap(({ name, method, handler }) =>
  ROUTE_CASES[name] && isDefined(handler)
    ? [{ name, method, handler, one: ROUTE_CASES[name] }]
    : [],
);

/** The same key with another checksum, and others of its looks. */
function mistyped(key: string): string[] {
  const last = key.endsWith("0") ? "1" : "0";
  const middle = key[30] === "a" ? "b" : "a";
  return [
    key.slice(0, -1) + last,
    key.slice(0, 30) + middle + key.slice(31),
    key.slice(0, -8),
    key.replace("_sk_", "_pk_").replace("fd_pk_live_", "fd_pk_test_"),
    "fd_sk_live_",
  ];
}

describe.each(routes)("$name", ({ method, handler, one }) => {
  test("answers a key with a bad checksum 401 without any query", async () => {
    for (const key of [...mistyped(party.keys.secret), ...mistyped(party.keys.publishable)]) {
      const { status, body } = await callRoute(handler, { ...one.own(party.records), method, key });
      expect([key, status, queries()]).toEqual([key, 401, 0]);
      expect(body).toMatchObject({ code: "unauthenticated" });
    }
  });

  test("asks the database for a key that could be one", async () => {
    const { key } = generateApiKey("secret");
    const { status } = await callRoute(handler, { ...one.own(party.records), method, key });
    expect([status, queries()]).toEqual([401, 1]);
  });
});
