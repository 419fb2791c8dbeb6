import { z } from "zod";
import { acceptedExampleOf, curlOf, exampleOf } from "./example";
import { fieldsOf, type Field } from "./fields";
import { jsonSchema, type JsonSchema } from "./json-schema";

const content = z.record(z.string(), z.object({ schema: jsonSchema }));

const operation = z.object({
  summary: z.string(),
  security: z.array(z.record(z.string(), z.unknown())),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(["path", "query", "header"]),
      required: z.boolean(),
      description: z.string().optional(),
      schema: jsonSchema,
    }),
  ),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
  "x-permission": z.string().optional(),
});
type ApiOperation = z.infer<typeof operation>;

const document = z.object({
  servers: z.array(z.object({ url: z.string() })).min(1),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  keys: ("publishable" | "secret")[];
  permission: string | undefined;
  parameters: (Field & { place: string })[];
  body: Field[];
  form: Field[];
  status: string;
  answer: Field[];
  streams: boolean;
  curl: string;
  example: string | undefined;
}

export interface Group {
  name: string;
  operations: Operation[];
}

const JSON_TYPE = "application/json";

const GROUPS: readonly [string, RegExp][] = [
  ["Documents", /^\/api\/v1\/documents/],
  ["FAQs", /^\/api\/v1\/faqs/],
  ["Search", /^\/api\/v1\/search/],
  ["Chat", /^\/api\/v1\/chat/],
  ["A visitor's conversation", /^\/api\/v1\/(conversation|handoff)/],
  ["Conversations", /^\/api\/v1\/conversations/],
  ["Widget", /^\/api\/v1\/widget/],
  ["Jobs", /^\/api\/jobs/],
];

const groupOf = (path: string) => GROUPS.find(([, pattern]) => pattern.test(path))?.[0] ?? "Health";

function keysOf({ security }: ApiOperation): Operation["keys"] {
  const names = security.flatMap((scheme) => Object.keys(scheme));
  return (["publishable", "secret"] as const).filter((kind) => names.includes(`${kind}Key`));
}

function parametersOf({ parameters }: ApiOperation): Operation["parameters"] {
  return parameters.map(({ name, in: place, required, description, schema }) => {
    const described: JsonSchema = {
      ...schema,
      ...(description !== undefined && { description }),
    };
    const [field] = fieldsOf({
      properties: { [name]: described },
      required: required ? [name] : [],
    });
    return { ...field!, place };
  });
}

function readOperation(
  server: string,
  path: string,
  method: string,
  given: ApiOperation,
): Operation {
  const asked = given.requestBody?.content;
  const body = asked?.[JSON_TYPE]?.schema;
  const [status, response] = Object.entries(given.responses).find(([code]) => code !== "default")!;
  const answered = response.content?.[JSON_TYPE]?.schema;
  const keys = keysOf(given);
  return {
    id: `${method}-${path.replace(/^\/api\/(v1\/)?/, "").replace(/[^a-z0-9]+/gi, "-")}`.replace(
      /-$/,
      "",
    ),
    method: method.toUpperCase(),
    path,
    summary: given.summary,
    keys,
    permission: given["x-permission"],
    parameters: parametersOf(given),
    body: body ? fieldsOf(body) : [],
    form: fieldsOf(asked?.["multipart/form-data"]?.schema ?? {}),
    status,
    answer: answered ? fieldsOf(answered) : [],
    streams: response.content?.["text/event-stream"] !== undefined,
    curl: curlOf({
      method: method.toUpperCase(),
      url: server + path,
      key: keys.includes("secret") ? "secret" : keys[0],
      ...(body && { json: exampleOf(body, "input") }),
    }),
    example:
      answered &&
      JSON.stringify(
        status === "202" ? acceptedExampleOf(answered) : exampleOf(answered, "output"),
        null,
        2,
      ),
  };
}

/** What the API page shows, read from the OpenAPI document that tools read too. */
export function readOperations(openApi: unknown): { server: string; groups: Group[] } {
  const { servers, paths } = document.parse(openApi);
  const server = servers[0]!.url;
  const groups: Group[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    const name = groupOf(path);
    const operations = Object.entries(methods).map(([method, given]) =>
      readOperation(server, path, method, given),
    );
    const group = groups.find((candidate) => candidate.name === name);
    if (group) group.operations.push(...operations);
    else groups.push({ name, operations });
  }
  return { server, groups };
}
