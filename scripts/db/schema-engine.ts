import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { complain } from "../terminal.ts";
import { schemaFiles } from "./migration-files.ts";

export type Engine = bindings.SchemaEngine;
/** Which columns of a result, known by its rows, are of the type "char". */
type CharColumns = WeakMap<unknown[][], number[]>;
type RunScript = (script: string, pool: pg.Pool) => Promise<unknown>;
type Send = (
  query: string | pg.QueryArrayConfig,
) => Promise<pg.QueryArrayResult | pg.QueryArrayResult[]>;

/** Type ids of pg_type: the catalogue's one-byte "char", and character(n). */
const catalogueChar = 18;
const blankPaddedChar = 1042;

let instantiated: Promise<void> | undefined;

/**
 * Runs `work` with Prisma's schema engine (its WebAssembly build: the native one would have to be
 * downloaded) on the database of `url`, over one connection, which is closed afterwards.
 * Every SQL script is sent by `runScript`, over the same connection. Rejects with Postgres' own error
 * when a statement failed.
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: Engine) => Promise<T>,
  runScript: RunScript = (script, pool) => pool.query(script),
): Promise<T> {
  await (instantiated ??= instantiate());
  const pool = new pg.Pool({ connectionString: url, max: 1, options: "-c lock_timeout=5000" });
  const failures: unknown[] = [];
  const charColumns: CharColumns = new WeakMap();
  const send: Send = pool.query.bind(pool);
  Object.assign(pool, {
    query: (async (query) => {
      try {
        const result = await send(query);
        // A script of several statements has several results, which nobody reads.
        if (!Array.isArray(result)) charColumns.set(result.rows, relabelChars(result));
        return result;
      } catch (error) {
        failures.push(error);
        throw error;
      }
    }) satisfies Send,
  });
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels: schemaFiles().map(({ path, content }): [string, string] => [path, content]) },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapterFactory(pool, charColumns, runScript)),
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } catch (error) {
    throw isFromDatabase(error) ? (failures.at(-1) ?? error) : error;
  } finally {
    await pool.end();
  }
}

/** Of what Postgres refused the engine itself says no more than this. */
function isFromDatabase(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("external connector error");
}

/** The adapter refuses columns of type "char": has it take them for text, and tells which they are. */
function relabelChars({ fields = [] }: pg.QueryArrayResult): number[] {
  return fields.flatMap((field, index) => {
    if (field.dataTypeID !== catalogueChar) return [];
    field.dataTypeID = blankPaddedChar;
    return [index];
  });
}

function adapterFactory(
  pool: pg.Pool,
  charColumns: CharColumns,
  runScript: RunScript,
): SqlMigrationAwareDriverAdapterFactory {
  const connect = async () => {
    const adapter: SqlDriverAdapter = await new PrismaPg(pool).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const index of charColumns.get(result.rows) ?? []) {
        result.columnTypes[index] = ColumnTypeEnum.Character;
      }
      return result;
    };
    // The adapter's own splits at every `;`, also inside functions and quotes.
    adapter.executeScript = async (script) => {
      await runScript(script, pool);
    };
    return adapter;
  };
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect,
    connectToShadowDb: () => Promise.reject(new Error("No shadow database is used.")),
  };
}

async function instantiate(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const file = resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    "./schema_engine_bg.js": { ...bindings, ...timersThatKeepNothingAlive() },
  });
  // Where the engine leaves its last words before it panics.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: complain } });
  bindings.__wbg_set_wasm(instance.exports);
  Reflect.apply(instance.exports["__wbindgen_start"] as () => void, undefined, []);
}

/** The engine forgets the 10 s timer of its advisory lock, for which the process would stay. */
function timersThatKeepNothingAlive(): WebAssembly.ModuleImports {
  type SetTimeout = (...args: unknown[]) => NodeJS.Timeout;
  const timers = Object.entries(bindings).filter(([name]) => name.startsWith("__wbg_setTimeout"));
  return Object.fromEntries(
    timers.map(([name, start]) => [
      name,
      (...args: unknown[]) => (start as unknown as SetTimeout)(...args).unref(),
    ]),
  );
}
