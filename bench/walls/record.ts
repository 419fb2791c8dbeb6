import pg from "pg";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Target } from "./fill.ts";
import type { Operation } from "./operations.ts";

export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** What one call of withTenant sent: every statement is one round trip. */
export interface Recorded {
  target: Target;
  /** All of them: BEGIN, the one that enters the tenant, the operation's own, COMMIT. */
  statements: readonly Statement[];
  /** The operation's own. */
  own: Statement;
}

/** Runs an operation through withTenant and notes what it sends. Throws when that is not four statements as described. */
export async function record(operation: Operation, target: Target): Promise<Recorded> {
  const statements: Statement[] = [];
  const prototype = pg.Client.prototype;
  const original = Reflect.get(prototype, "query") as (...args: unknown[]) => unknown;
  const noting = function (this: pg.Client, ...args: unknown[]): unknown {
    const [query] = args as [string | Statement];
    statements.push(typeof query === "string" ? { text: query, values: [] } : query);
    return Reflect.apply(original, this, args);
  };
  Object.assign(prototype, { query: noting });
  try {
    await withTenant(target.scope, (tx) => operation.perform(tx, target));
  } finally {
    Object.assign(prototype, { query: original });
  }
  const [begin, enter, own, commit] = statements;
  const usual =
    begin?.text === "BEGIN" &&
    enter?.text.includes("set_config") &&
    commit?.text === "COMMIT" &&
    statements.length === 4;
  if (!usual || !own) {
    const sent = statements.map(({ text }) => text).join("; ");
    throw new Error(`withTenant sent other statements than this measures: ${sent}`);
  }
  return {
    target,
    statements: statements.map(({ text, values }) => ({ text, values })),
    own: { text: own.text, values: own.values },
  };
}
