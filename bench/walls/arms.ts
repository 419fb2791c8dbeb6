import type pg from "pg";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Operation } from "./operations.ts";
import type { Recorded, Statement } from "./record.ts";
import { UNBOUND_ROLE } from "./unbound-role.ts";

/** Milliseconds of a whole call and of the operation's own statement in it. */
export interface Timing {
  call: number;
  own: number;
}

/** One way to do an operation. */
export interface Arm {
  name: string;
  roundTrips: number;
  run: (recorded: Recorded, operation: Operation) => Promise<Timing>;
}

async function send(client: pg.Client, { text, values }: Statement): Promise<number> {
  const start = performance.now();
  await client.query(text, [...values]);
  return performance.now() - start;
}

async function sendOwn(client: pg.Client, { own }: Recorded, { name, rows }: Operation) {
  const start = performance.now();
  const result = await client.query(own.text, [...own.values]);
  const taken = performance.now() - start;
  if (result.rowCount !== rows)
    throw new Error(`${name} met ${result.rowCount} rows instead of ${rows}`);
  return taken;
}

async function sendAll(
  client: pg.Client,
  recorded: Recorded,
  operation: Operation,
  statements: readonly Statement[],
): Promise<Timing> {
  const [begin, enter, , commit] = statements as [Statement, Statement, Statement, Statement];
  const start = performance.now();
  await send(client, begin);
  await send(client, enter);
  const own = await sendOwn(client, recorded, operation);
  await send(client, commit);
  return { call: performance.now() - start, own };
}

const unbound = ({ text, values }: Statement): Statement => ({
  text,
  values: values.map((value) => (value === "frontdesk_app" ? UNBOUND_ROLE : value)),
});

/**
 * The ways that are compared, all with the very SQL that the product sends.
 * @param owner passes by the policies and needs no transaction.
 * @param runtime is signed in as the application is.
 */
export function armsOn(owner: pg.Client, runtime: pg.Client) {
  return {
    plain: {
      name: "plain pg, one statement",
      roundTrips: 1,
      run: async (recorded, operation) => {
        const own = await sendOwn(owner, recorded, operation);
        return { call: own, own };
      },
    },
    unbound: {
      name: "plain pg, the same transaction without policies",
      roundTrips: 4,
      run: (recorded, operation) =>
        sendAll(runtime, recorded, operation, recorded.statements.map(unbound)),
    },
    bound: {
      name: "plain pg, the same transaction",
      roundTrips: 4,
      run: (recorded, operation) => sendAll(runtime, recorded, operation, recorded.statements),
    },
    product: {
      name: "`withTenant`",
      roundTrips: 4,
      run: async ({ target }, operation) => {
        const start = performance.now();
        const own = await withTenant(target.scope, async (tx) => {
          const entered = performance.now();
          await operation.perform(tx, target);
          return performance.now() - entered;
        });
        return { call: performance.now() - start, own };
      },
    },
  } satisfies Record<string, Arm>;
}

export type ArmName = keyof ReturnType<typeof armsOn>;
