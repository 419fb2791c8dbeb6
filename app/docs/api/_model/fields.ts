import { withoutNull, type JsonSchema } from "./json-schema";

export interface Field {
  /** With the way to it: `documents[].error.code`. */
  name: string;
  type: string;
  required: boolean;
  note: string;
}

const FORMATS: Record<string, string> = {
  "date-time": "date and time",
  uri: "http(s) address",
  binary: "file",
};

function typeOf(given: JsonSchema): string {
  const { schema, nullable } = withoutNull(given);
  const { type, format, items, enum: values, properties } = schema;
  const plain = () => {
    if (values) return values.map((value) => `"${value}"`).join(" | ");
    if (type === "array") return items ? `list of ${typeOf(items)}` : "list";
    if (format) return FORMATS[format] ?? format;
    if (properties || type === "object") return "object";
    return Array.isArray(type) ? type.join(" or ") : (type ?? "any");
  };
  return nullable ? `${plain()} or null` : plain();
}

const count = (value: number) => value.toLocaleString("en");
/** JSON Schema writes the range of a double for every integer: that says nothing. */
const meant = (bound: number | undefined) =>
  bound !== undefined && Number.isSafeInteger(bound) && Math.abs(bound) < Number.MAX_SAFE_INTEGER
    ? bound
    : undefined;

function noteOf(given: JsonSchema): string {
  const { schema } = withoutNull(given);
  const { minItems, maxItems, maxLength } = schema;
  const minimum = meant(schema.minimum);
  const maximum = meant(schema.maximum);
  const notes = [
    schema.description,
    minimum !== undefined && maximum !== undefined
      ? `From ${count(minimum)} to ${count(maximum)}.`
      : undefined,
    maxLength !== undefined ? `At most ${count(maxLength)} characters.` : undefined,
    maxItems !== undefined
      ? `${minItems ? `${count(minItems)} to` : "At most"} ${count(maxItems)} of them.`
      : undefined,
    schema.default === undefined || Array.isArray(schema.default)
      ? undefined
      : `${JSON.stringify(schema.default)} unless given.`,
  ];
  return notes.filter((note) => note !== undefined).join(" ");
}

/** The fields of an object as rows of one table, those of objects inside it included. */
export function fieldsOf(given: JsonSchema, path = ""): Field[] {
  const { schema } = withoutNull(given);
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([key, property]) => {
    const name = `${path}${key}`;
    const own = {
      name,
      type: typeOf(property),
      required: required.includes(key),
      note: noteOf(property),
    };
    const inner = withoutNull(property).schema;
    return inner.items
      ? [own, ...fieldsOf(inner.items, `${name}[].`)]
      : [own, ...fieldsOf(inner, `${name}.`)];
  });
}
