import "server-only";
import { env } from "@/lib/env";
import { clientOf } from "./client";
import { translateDatabaseError } from "./errors";

interface RoleRow {
  name: string;
  superuser: boolean;
  bypasses: boolean;
  owns: boolean;
  /** May become a role that row-level security does not bind. */
  climbs: boolean;
}

const WORKING_ROLES = [
  "frontdesk_app",
  "frontdesk_audit",
  "frontdesk_auth",
  "frontdesk_engine",
  "frontdesk_ops",
];

async function readRoles(): Promise<RoleRow[]> {
  const embedded = env().DATABASE_MODE === "embedded";
  return clientOf("frontdesk_auth").$queryRaw<RoleRow[]>`
    SELECT r.rolname AS name, r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
      EXISTS (
        SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'engine', 'pgboss') AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER')
      ) AS owns,
      EXISTS (
        SELECT FROM pg_roles other WHERE (other.rolsuper OR other.rolbypassrls) AND other.oid <> r.oid
          AND pg_has_role(r.oid, other.oid, 'MEMBER')
      ) AS climbs
    FROM pg_roles r
    WHERE r.rolname = ANY(${WORKING_ROLES}) OR (NOT ${embedded} AND r.rolname = session_user)`;
}

/**
 * What is wrong with the roles that this process would work as, one sentence each: a role that is a superuser, bypasses
 * row-level security, owns a table or may become one that does sees every tenant. On the embedded Postgres every login is a superuser, so there
 * only the working roles are judged. Throws AppError `unavailable` when the database is away.
 */
export async function findRoleFaults(): Promise<string[]> {
  const rows = await readRoles().catch((error: unknown) => {
    throw translateDatabaseError(error);
  });
  const faults = rows.flatMap((role) => [
    ...(role.superuser ? [`The database role ${role.name} is a superuser.`] : []),
    ...(role.bypasses ? [`The database role ${role.name} bypasses row-level security.`] : []),
    ...(role.climbs && !role.superuser
      ? [`The database role ${role.name} may become a role that bypasses row-level security.`]
      : []),
    ...(role.owns && !role.superuser ? [`The database role ${role.name} owns tables.`] : []),
  ]);
  const missing = WORKING_ROLES.filter((name) => !rows.some((role) => role.name === name));
  return [
    ...faults,
    ...missing.map((name) => `The database role ${name} is missing; run npm run db:migrate.`),
  ];
}
