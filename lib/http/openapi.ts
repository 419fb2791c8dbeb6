import "server-only";
import { z } from "zod";
import { isRefusal, type Route, type RouteDefinition } from "./define-route";
import { ERROR_TABLE } from "./problem";

type Definition = RouteDefinition<unknown, unknown, unknown>;
type Json = Record<string, unknown>;

/** What a route file exports, as far as it was made by defineRoute. */
export type Operations = Partial<Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Route>>;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Json>>;
  components: Json;
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(ERROR_TABLE) as [string, ...string[]]),
  traceId: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const whole = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== "$schema"));
}

function parameters(definition: Definition): Json[] {
  const list = (schema: z.ZodType | undefined, where: "path" | "query") => {
    if (!schema) return [];
    const { properties = {}, required = [] } = schemaOf(schema, "input") as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, property]) => ({
      name,
      in: where,
      required: where === "path" || required.includes(name),
      schema: property,
    }));
  };
  const header = (name: string, description: string) => ({
    name,
    in: "header",
    required: false,
    description,
    schema: { type: "string" },
  });
  const idempotent = typeof definition.access !== "string" && definition.idempotent;
  return [
    ...list(definition.params, "path"),
    ...list(definition.query, "query"),
    ...Object.entries(definition.headers ?? {}).map(([name, why]) => header(name, why)),
    ...(idempotent
      ? [header("Idempotency-Key", "A repeat within 24 hours gets the first answer.")]
      : []),
  ];
}

function requestBody(definition: Definition): Json | undefined {
  if (!definition.body) return undefined;
  const upload = {
    type: "object",
    required: ["file"],
    properties: { file: { type: "string", format: "binary" }, title: { type: "string" } },
  };
  return {
    required: true,
    content: {
      "application/json": { schema: schemaOf(definition.body, "input") },
      ...(definition.multipartBytes !== undefined && { "multipart/form-data": { schema: upload } }),
    },
  };
}

function responses(definition: Definition): Json {
  const status = String(definition.status ?? (definition.response ? 200 : 204));
  const failure = {
    description: "A problem document (RFC 9457)",
    content: { "application/problem+json": { schema: schemaOf(problem, "output") } },
  };
  const success = definition.response
    ? {
        description: "The answer",
        content: {
          "application/json": { schema: schemaOf(definition.response, "output") },
          ...(definition.streams && { "text/event-stream": { schema: { type: "string" } } }),
        },
      }
    : { description: status === "204" ? "Done" : "The answer" };
  return { [status]: success, default: failure };
}

function security(definition: Definition): Json[] {
  if (typeof definition.access === "string") return [];
  const schemes = {
    publishable: "publishableKey",
    secret: "secretKey",
    session: "session",
  } as const;
  return definition.access
    .filter((caller) => caller !== "session")
    .map((caller) => ({ [schemes[caller]]: [] }));
}

function operation(definition: Definition): Json {
  const body = requestBody(definition);
  return {
    summary: definition.summary,
    security: security(definition),
    parameters: parameters(definition),
    ...(body && { requestBody: body }),
    responses: responses(definition),
    ...(definition.access !== "public" && { "x-permission": definition.permission }),
  };
}

/** The OpenAPI 3.1 document of the given routes; its schemas are those that the routes validate by. */
export function buildOpenApi(
  serverUrl: string,
  paths: Record<string, Operations>,
): OpenApiDocument {
  const described = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      METHODS.flatMap((method) => {
        const route = operations[method];
        return route && !isRefusal(route)
          ? [[method.toLowerCase(), operation(route.definition)]]
          : [];
      }),
    ),
  ]);
  const bearer = (description: string) => ({ type: "http", scheme: "bearer", description });
  return {
    openapi: "3.1.0",
    info: {
      title: "Frontdesk API",
      version: "1",
      description: "Push knowledge, search it, and answer visitors from it.",
    },
    servers: [{ url: serverUrl }],
    paths: Object.fromEntries(described) as OpenApiDocument["paths"],
    components: {
      securitySchemes: {
        secretKey: bearer("A secret key (fd_sk_…), for servers alone."),
        publishableKey: bearer("A publishable key (fd_pk_…), for a widget's visitors."),
      },
    },
  };
}
