import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import { frontdeskRules } from "./rules.ts";

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester();
const { rules } = frontdeskRules;

tester.run("server-only-first", rules["server-only-first"], {
  valid: [
    'import "server-only";\nimport pg from "pg";',
    { code: 'import { z } from "zod";', filename: "/lib/platform/ai/schema.ts" },
  ],
  invalid: [
    { code: 'import pg from "pg";\nimport "server-only";', errors: 1 },
    { code: "export const x = 1;", filename: "/lib/domains/chat/service.ts", errors: 1 },
  ],
});

tester.run("wrapped-actions", rules["wrapped-actions"], {
  valid: [
    '"use server";\nexport const save = defineAction({});',
    '"use server";\nexport const signUp = definePublicAction({});',
    "export function anything() {}",
  ],
  invalid: [
    { code: '"use server";\nexport async function save() {}', errors: 1 },
    { code: '"use server";\nexport const save = async () => {};', errors: 1 },
    { code: '"use server";\nexport * from "./other";', errors: 1 },
    { code: '"use server";\nexport default defineAction({});', errors: 1 },
  ],
});

tester.run("no-session-sql", rules["no-session-sql"], {
  valid: [
    "sql`SET LOCAL ROLE frontdesk_app`",
    "sql`UPDATE job SET status = 'done'`",
    "sql`SELECT set_config('app.tenant_id', ${id}, true)`",
    "sql`SELECT pg_advisory_xact_lock(1)`",
    "const text = 'Set a password first';",
  ],
  invalid: [
    "sql`SET ROLE frontdesk_app`",
    "sql`SELECT 1; SET search_path TO x`",
    "sql`RESET ROLE`",
    "sql`LISTEN jobs`",
    "sql`SELECT set_config('app.tenant_id', ${id}, false)`",
    "sql`SELECT pg_advisory_lock(1)`",
    "sql`CREATE TEMP TABLE t (id int)`",
  ].map((code) => ({ code, errors: 1 })),
});
