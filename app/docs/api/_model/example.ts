import { withoutNull, type JsonSchema } from "./json-schema";

/** What a field of this name holds in an example. */
const SAMPLES: Record<string, unknown> = {
  title: "Opening hours",
  text: "We are open from nine to six, Monday to Saturday.",
  url: "https://shop.example/hours",
  externalId: "hours",
  question: "Are dogs allowed?",
  answer: "Yes, dogs on a lead are welcome.",
  alternatives: ["Can I bring my dog?"],
  query: "When are you open?",
  message: "When are you open?",
  quote: "We are open from nine to six, Monday to Saturday.",
  sentence: "We are open from nine to six, Monday to Saturday.",
  status: "available",
  vectors: "complete",
  outcome: "answered",
  answerer: "model",
  language: "en",
  fileName: null,
  nextCursor: null,
  warnings: [],
  chunks: 1,
  index: 1,
  citation: 1,
  score: 0.91,
  confidence: 0.94,
  tookMs: 18,
  limit: 10,
  attempts: 1,
  done: 2,
  total: 2,
  organizationName: "Corner Shop",
  widgetName: "Corner Shop",
  greeting: "Hello! What would you like to know?",
  visitorToken: "eyJhbGciOi…",
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
};
const ID = "0198c5a2-7d3e-7c41-9b60-2f4d8e1a6c35";
const JOB_STATUS = "succeeded";

/** Fields that an example leaves out, since they come only with a failure. */
const SELDOM = new Set(["error", "errors", "details"]);

function sampleOf(name: string, schema: JsonSchema): unknown {
  const values = schema.enum;
  const sample = SAMPLES[name];
  if (values) {
    if (typeof sample === "string" && values.includes(sample)) return sample;
    return values.includes(JOB_STATUS) ? JOB_STATUS : values[0];
  }
  if (schema.format === "uuid") return ID;
  if (schema.format === "date-time") return "2026-03-02T09:15:00.000Z";
  if (name in SAMPLES) return sample;
  switch (schema.type) {
    case "boolean":
      return true;
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    default:
      return name;
  }
}

/** What adding something answers: its work has only begun. */
export function acceptedExampleOf(schema: JsonSchema): unknown {
  const text = JSON.stringify(exampleOf(schema, "output"));
  return JSON.parse(text.replaceAll(`"status":"available"`, `"status":"queued"`));
}

/** A value that fits a schema. Of what is asked for only the required fields are in it. */
export function exampleOf(given: JsonSchema, io: "input" | "output", name = ""): unknown {
  const { schema } = withoutNull(given);
  const { properties, required = [], items } = schema;
  if (items) {
    return name in SAMPLES && !items.properties ? SAMPLES[name] : [exampleOf(items, io, name)];
  }
  if (!properties) return sampleOf(name, schema);
  const keys = Object.keys(properties).filter((key) =>
    io === "input" ? required.includes(key) : !SELDOM.has(key),
  );
  // A change has no required field, and says nothing without one.
  const shown = keys.length > 0 ? keys : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(shown.map((key) => [key, exampleOf(properties[key]!, io, key)]));
}

const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A call as a line for the shell, broken where it is long. */
export function curlOf(call: {
  method: string;
  url: string;
  key: "publishable" | "secret" | undefined;
  headers?: readonly string[];
  json?: unknown;
  form?: readonly string[];
}): string {
  const { method, url, key, headers = [], json, form = [] } = call;
  const name = key === "publishable" ? "FRONTDESK_PUBLISHABLE_KEY" : "FRONTDESK_SECRET_KEY";
  const parts = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${url.replace("{id}", ID)}`,
    ...(key ? [`-H "Authorization: Bearer $${name}"`] : []),
    ...headers.map((header) => `-H "${header}"`),
    ...(json === undefined
      ? []
      : [
          `-H "Content-Type: application/json"`,
          `-d ${shellQuoted(JSON.stringify(json, null, 2))}`,
        ]),
    ...form.map((part) => `-F ${shellQuoted(part)}`),
  ];
  return parts.join(" \\\n  ");
}
