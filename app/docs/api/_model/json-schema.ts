import { z } from "zod";

/** The part of JSON Schema that our zod schemas become. */
export interface JsonSchema {
  type?: string | string[] | undefined;
  description?: string | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  items?: JsonSchema | undefined;
  anyOf?: JsonSchema[] | undefined;
  enum?: string[] | undefined;
  format?: string | undefined;
  default?: unknown;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
}

export const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    items: jsonSchema.optional(),
    anyOf: z.array(jsonSchema).optional(),
    enum: z.array(z.string()).optional(),
    format: z.string().optional(),
    default: z.unknown().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
);

/** The schema without the null that it also allows. */
export function withoutNull(schema: JsonSchema): { schema: JsonSchema; nullable: boolean } {
  if (Array.isArray(schema.type)) {
    const [type, ...more] = schema.type.filter((name) => name !== "null");
    const nullable = schema.type.includes("null");
    return more.length > 0 ? { schema, nullable } : { schema: { ...schema, type }, nullable };
  }
  const other = schema.anyOf?.filter(({ type }) => type !== "null");
  if (!other || other.length !== 1 || other.length === schema.anyOf?.length) {
    return { schema, nullable: false };
  }
  return { schema: { ...other[0], description: schema.description }, nullable: true };
}
