import { expect, test } from "vitest";
import { readAuditFilter } from "./use-audit-filter";

test("an address says what the log is narrowed by", () => {
  const filter = {
    actor: "019ac0de-0000-7000-8000-000000000000",
    action: "api_key.created",
    record: "019ac0de-0000-7000-8000-000000000001",
    from: "2026-11-01T23:00:00.000Z",
    until: "2026-11-27T23:00:00.000Z",
  };
  expect(readAuditFilter(new URLSearchParams(filter))).toEqual(filter);
});

test("what is unknown in an address is left out", () => {
  const address = "actor=me&action=toString&from=yesterday&until=2026-13-40T00:00:00.000Z&record=+";
  expect(readAuditFilter(new URLSearchParams(address))).toEqual({});
});
