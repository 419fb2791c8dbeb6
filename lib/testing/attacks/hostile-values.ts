import { z } from "zod";

/** Values that a field must refuse or take as plain text, as JSON spells them. */
const HOSTILE = [
  '{"not":""}',
  '{"contains":""}',
  '{"set":"x"}',
  "[]",
  '["a","b"]',
  "null",
  "true",
  "1e400",
  "-1",
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  `"${"x".repeat(50_000)}"`,
  '"%00"',
  '"\' OR 1=1 --"',
  '"%"',
];

/** Whole inputs that are none. */
const HOSTILE_INPUTS = [
  "null",
  "[]",
  '""',
  "1e400",
  "{}",
  '{"__proto__":{"admin":true}}',
  '{"where":{}}',
];

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] };

function fieldsOf(schema: Schema, at: readonly string[] = []): string[][] {
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    [...at, name],
    ...fieldsOf(field, [...at, name]),
  ]);
  return schema.items ? [...inside, [...at, "0"], ...fieldsOf(schema.items, [...at, "0"])] : inside;
}

/** Every field of a schema, optional ones and those of nested objects included. */
function fieldsOfSchema(schema: z.ZodType): string[][] {
  return fieldsOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema);
}

function put(target: unknown, path: readonly string[], value: string): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const copy = (Array.isArray(target) ? [...target] : { ...(target as object) }) as Record<
    string,
    unknown
  >;
  copy[name] = put(copy[name], rest, value);
  return copy;
}

/** A good input with each hostile value in each field in turn, and inputs that are none, each as a JSON text. */
export function hostileInputs(good: unknown, schema: z.ZodType): { what: string; json: string }[] {
  const MARK = "@here@";
  const inFields = fieldsOfSchema(schema).flatMap((path) => {
    const text = JSON.stringify(put(good, path, MARK));
    return HOSTILE.map((value) => ({
      what: `${path.join(".")} = ${value.slice(0, 40)}`,
      json: text.replace(`"${MARK}"`, () => value),
    }));
  });
  return [...inFields, ...HOSTILE_INPUTS.map((json) => ({ what: json, json }))];
}

/** The same for a query: what an address can carry. */
export function hostileQueries(schema: z.ZodType): string[] {
  const values = [
    "",
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF",
    "[]",
    "1e400",
    "NaN",
    "-1",
    "null",
    "%25",
  ];
  return fieldsOfSchema(schema).flatMap(([name]) => [
    ...values.map((value) => `${name}=${value}`),
    `${name}[not]=`,
    `${name}=a&${name}=b`,
    `__proto__[${name}]=a`,
    `${name}=${"x".repeat(5000)}`,
  ]);
}
