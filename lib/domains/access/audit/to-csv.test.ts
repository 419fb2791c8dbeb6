import { type Options, parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { toCsv } from "./to-csv";

const eventOf = (name: string) => ({
  id: "0198",
  at: "2026-11-26T10:00:00.000Z",
  actor: { kind: "user" as const, id: "u1", name },
  action: "document.created",
  recordId: null,
  recordName: null,
  network: "0f1e2d3c4b5a",
  traceId: "t1",
});

const csvOf = (name: string) => toCsv({ events: [eventOf(name)], isCut: false });
const read = (csv: string, options: Options = {}): string[][] => parse(csv, options);
const nameIn = (csv: string) => read(csv)[1]?.[3];

it("quotes every field, below a head", () => {
  expect(csvOf('Robin "R", Example')).toBe(
    '"time","actor kind","actor id","actor name","action","record","network","trace id"\r\n' +
      '"2026-11-26T10:00:00.000Z","user","u1","Robin ""R"", Example","document.created","","0f1e2d3c4b5a","t1"\r\n',
  );
});

describe("a name that is no formula", () => {
  it.each(["Robin", "Anna-Lena Müller", "a=b", "1+1", "R@example.test", "Robin; Sam", "李, 小龙"])(
    "%s stays as it is",
    (name) => expect(nameIn(csvOf(name))).toBe(name),
  );
});

const FORMULAS = [
  "=cmd|' /C calc'!A1",
  "+1",
  "-1",
  "@SUM(1)",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(1)",
  "﹦1",
  "\u22121",
  " =1",
  "\u00A0=1",
  "\u200B=1",
  "\uFEFF\u200B=1",
  "\u202E=1",
  "\u00AD=1",
  "\uFE0F=1",
  "\u3164=1",
  '"=1"',
];

describe("a name that is a formula", () => {
  it.each(FORMULAS)("%j is made text", (name) => {
    expect(nameIn(csvOf(name))).toBe(`'${name}`);
  });

  it.each(["\t", "\r\n", "\n\n"])("is made text behind %j", (blank) => {
    expect(nameIn(csvOf(`${blank}=1`))).toBe(`${blank}'=1`);
  });

  const behind = [";", ",", "|", "\t", "\n", "\r", "\v", "\u0085", "\u2028"];
  it.each(behind.flatMap((sign) => FORMULAS.map((formula) => [sign, formula] as const)))(
    "begins no cell behind %j as %j",
    (sign, formula) =>
      expect(csvOf(`Bob${sign}${formula};`)).toContain("'" + formula.replaceAll('"', '""')),
  );

  it.each([";", ",", "|", "\t"])("is none where cells are split at %j", (delimiter) => {
    const csv = csvOf(FORMULAS.map((formula) => `Bob;${formula}|${formula},${formula}`).join("\t"));
    for (const loose of [false, true]) {
      const options = {
        delimiter,
        quote: loose ? false : '"',
        relax_column_count: true,
        relax_quotes: true,
      };
      for (const cell of read(csv, options).flat())
        expect(cell.replace(/^[\s"\p{C}\p{DI}]+/u, "")).not.toMatch(/^[-=+@＝＋－＠﹦\u2212]/u);
    }
  });
});

it("says in the last line that it was cut, and how to get the rest", () => {
  const lines = read(toCsv({ events: [eventOf("Robin")], isCut: true }));
  expect(lines).toHaveLength(3);
  expect(lines[2]?.[0]).toMatch(/older events are not in this file.+until 2026-11-26/);
});
