import "server-only";
import { AppError } from "@/lib/core/errors";
import { MODEL_OWNERSHIP, type Ownership } from "./ownership";

/** The ids that a transaction is bound to. */
export interface Scope {
  readonly tenantId: string;
  readonly organizationId: string;
}

type Fields = Record<string, unknown>;
type Arguments = Fields | undefined;

function ownerFields(ownership: Ownership, scope: Scope): Fields {
  switch (ownership) {
    case "organization":
      return { tenantId: scope.tenantId, organizationId: scope.organizationId };
    case "tenant":
      return { tenantId: scope.tenantId };
    case "organization-root":
      return { tenantId: scope.tenantId, id: scope.organizationId };
    case "tenant-root":
      return { id: scope.tenantId };
    case "none":
      throw new AppError("internal", "Something went wrong.", {
        internal: "A model without a tenant was used in a tenant's transaction",
      });
  }
}

function isPlainObject(value: unknown): value is Fields {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

function refuse(path: string): never {
  throw new AppError("internal", "Something went wrong.", {
    internal: `A query named another owner than its transaction's in ${path}`,
  });
}

// A caller's own ids are compared, never silently replaced: a wrong one is a defect that must show. Composite keys
// (`tenantId_organizationId_id`) carry the same ids one level down.
function merge(given: unknown, owner: Fields, path: string): Fields {
  const fields = isPlainObject(given) ? given : {};
  for (const [name, value] of Object.entries(owner)) {
    if (name in fields && fields[name] !== value) refuse(`${path}.${name}`);
  }
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith("tenantId_") || !isPlainObject(value)) continue;
    for (const [part, id] of Object.entries(owner)) {
      if (part in value && value[part] !== id) refuse(`${path}.${name}.${part}`);
    }
  }
  return { ...fields, ...owner };
}

// An update may leave the owner's columns alone or repeat them, never change them.
function keep(given: unknown, owner: Fields): unknown {
  if (!isPlainObject(given)) return given;
  for (const [name, value] of Object.entries(owner)) {
    if (name in given && given[name] !== value) refuse(`data.${name}`);
  }
  return given;
}

function mergeRows(given: unknown, owner: Fields): unknown {
  return Array.isArray(given)
    ? given.map((row) => merge(row, owner, "data"))
    : merge(given, owner, "data");
}

/**
 * Wall 2: gives every operation on a tenant's model its owner, in `where` and in `data`. Throws for models without a
 * tenant, for another owner's id, and for operations it does not know.
 */
export function scopeArguments(
  model: string,
  operation: string,
  args: Arguments,
  scope: Scope,
): Fields {
  const ownership = (MODEL_OWNERSHIP as Record<string, Ownership>)[model];
  if (!ownership) refuse(`model ${model}`);
  const owner = ownerFields(ownership, scope);
  const given = args ?? {};
  // Merging would turn an explicit undefined, which Prisma refuses, into "all rows of the owner".
  for (const name of ["where", "data", "create", "update"]) {
    if (!(name in given) || given[name] !== undefined) continue;
    throw new AppError("internal", "Something went wrong.", {
      internal: `A query was given an undefined ${name}`,
    });
  }
  switch (operation) {
    case "findFirst":
    case "findFirstOrThrow":
    case "findMany":
    case "findUnique":
    case "findUniqueOrThrow":
    case "count":
    case "aggregate":
    case "groupBy":
    case "delete":
    case "deleteMany":
      return { ...given, where: merge(given["where"], owner, "where") };
    case "update":
    case "updateMany":
    case "updateManyAndReturn":
      return {
        ...given,
        where: merge(given["where"], owner, "where"),
        data: keep(given["data"], owner),
      };
    case "create":
    case "createMany":
    case "createManyAndReturn":
      return { ...given, data: mergeRows(given["data"], owner) };
    case "upsert":
      return {
        ...given,
        where: merge(given["where"], owner, "where"),
        create: merge(given["create"], owner, "create"),
        update: keep(given["update"], owner),
      };
    default:
      return refuse(`operation ${operation}`);
  }
}
