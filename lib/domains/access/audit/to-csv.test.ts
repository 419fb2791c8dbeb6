import { expect, it } from "vitest";
import { toCsv } from "./to-csv";

async function* one(name: string) {
  yield* [
    {
      id: "0198",
      at: "2026-11-26T10:00:00.000Z",
      actor: { kind: "user" as const, id: "u1", name },
      action: "document.created",
      recordId: null,
      traceId: "t1",
    },
  ];
}

it.each([
  ["Robin", "Robin"],
  ['Robin "R", Example', '"Robin ""R"", Example"'],
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["@x\ny", '"\'@x\ny"'],
])("writes the name %j as %s", async (name, written) => {
  expect(await toCsv(one(name))).toBe(
    "time,actor kind,actor id,actor name,action,record,trace id\r\n" +
      `2026-11-26T10:00:00.000Z,user,u1,${written},document.created,,t1\r\n`,
  );
});
