import {
  PERMISSIONS,
  permissionsOfKey,
  permissionsOfOperator,
  permissionsOfRole,
  ROLES,
  type Permission,
} from "@/lib/tenancy/permissions";
import { findActions, findRoutes, isDefined, type RouteEndpoint } from "./attacks/endpoints";
import { OPEN_HANDLERS } from "./attacks/route-cases";

const HOLDERS = [
  ...ROLES.map((role) => ({ name: role, caller: "session", held: permissionsOfRole(role) })),
  ...(["secret", "publishable"] as const).map((kind) => ({
    name: `${kind} key`,
    caller: kind,
    held: permissionsOfKey(kind),
  })),
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const ticks = (permission: Permission, callers: readonly string[]) =>
  HOLDERS.map(({ caller, held }) =>
    callers.includes(caller) && held.has(permission) ? "yes" : "–",
  );

const call = ({ name }: Pick<RouteEndpoint, "name">) => `\`${name}\``;

/**
 * docs/AUTHORIZATION_MATRIX.md, Markdown: what each role and kind of key may do, and which routes and actions that opens.
 * Read from the table of permissions and from the routes and actions themselves.
 */
export async function authorizationMatrix(): Promise<string> {
  const names = HOLDERS.map(({ name }) => name);
  const permissions = PERMISSIONS.map((permission) => [
    `\`${permission}\``,
    ...HOLDERS.map(({ held }) => (held.has(permission) ? "yes" : "–")),
  ]);
  const guarded: string[][] = [];
  const operators: string[][] = [];
  const open: string[][] = [];
  for (const route of await findRoutes()) {
    const definition = isDefined(route.handler) ? route.handler.definition : undefined;
    if (definition?.access === "operator") {
      const { permission } = definition;
      const levels = (["read", "manage"] as const).map((level) =>
        permissionsOfOperator(level).has(permission) ? "yes" : "–",
      );
      operators.push([call(route), `\`${permission}\``, ...levels]);
    } else if (definition && definition.access !== "public") {
      const { permission, access } = definition;
      guarded.push([call(route), `\`${permission}\``, ...ticks(permission, access)]);
    } else {
      open.push([call(route), OPEN_HANDLERS[route.name]?.why ?? ""]);
    }
  }
  const actions: string[][] = [];
  const own: string[][] = [];
  const ofTenant: string[][] = [];
  for (const [name, { permission, ofOneself, ofTenantOwner }] of await findActions()) {
    const [file = "", action = ""] = name.split(" ");
    const shown = `\`${action}\` in \`${file}\``;
    if (permission) actions.push([shown, `\`${permission}\``, ...ticks(permission, ["session"])]);
    else if (ofOneself) own.push([shown]);
    else if (ofTenantOwner) ofTenant.push([shown]);
    else open.push([shown, "before sign-in, limited for each address"]);
  }
  return `# Authorization matrix

Made from \`lib/tenancy/permissions.ts\` and from the routes and actions themselves by
\`npm run docs:authorization\`; a test fails when it is stale. Roles are read from the database at each request. Who lacks a
permission gets 403; a record of another organization is not found (404), whatever the role. What a call without
credentials gets is 401.

## Permissions

${table(["permission", ...names], permissions)}

## Routes

A dash says that this caller cannot use the route: the permission is missing, or the route does not take such a key.

${table(["route", "permission", ...names], guarded)}

## Server actions

Called by signed-in members alone, with the organization's slug; keys open none.

${table(["action", "permission", ...names], actions)}

## A person's own account

Called by whoever is signed in, whatever their organizations and roles. The session says whose account is meant: the
session of somebody else is not found (404).

${table(["action"], own)}

## An owner of the tenant

Called with the tenant's id by who is its owner (\`tenant_membership\`), whatever their roles in its organizations. Who has
its role \`billing\` gets 403; to who has no role in the tenant, an organization's owner included, there is no such business
(404), and an organization of another tenant is not found.

${table(["action"], ofTenant)}

## Operators of the installation

Granted to a user's id by \`npm run operator:grant\`; no role, no key and no address gives it. To everybody else there is no
such route (404). An operator whose session has passed no second step gets 403 \`two_factor_required\`. Each use is logged.

${table(["route", "permission", "operator, read", "operator, manage"], operators)}

## Open to everybody

${table(["route or action", "why"], open)}
`;
}
