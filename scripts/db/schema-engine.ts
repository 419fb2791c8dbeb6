import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { schemaFiles } from "./migration-files.ts";

export type Engine = bindings.SchemaEngine;
type Send = (query: string | pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>;

/** Type ids of pg_type: the catalogue's one-byte "char", and character(n). */
const catalogueChar = 18;
const blankPaddedChar = 1042;

let instantiated: Promise<void> | undefined;

/**
 * Runs `work` with Prisma's schema engine (its WebAssembly build: the native one would have to be
 * downloaded) on the database of `url`, over one connection, which is closed afterwards.
 * `rewriteScript` sees every SQL script before it is sent. Rejects with Postgres' own error when a
 * statement failed.
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: Engine) => Promise<T>,
  rewriteScript: (script: string) => string = (script) => script,
): Promise<T> {
  await (instantiated ??= instantiate());
  const pool = new pg.Pool({ connectionString: url, max: 1, options: "-c lock_timeout=5000" });
  const failures: unknown[] = [];
  const send: Send = pool.query.bind(pool);
  Object.assign(pool, {
    query: (async (query) => {
      try {
        return readableByPrisma(await send(query));
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
      bindMigrationAwareSqlAdapterFactory(adapterFactory(pool, rewriteScript)),
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } catch (error) {
    // The engine says no more than "external connector error".
    throw failures.at(-1) ?? error;
  } finally {
    await pool.end();
  }
}

/** The adapter refuses columns of type "char", which the engine reads just as well as text. */
function readableByPrisma(result: pg.QueryArrayResult): pg.QueryArrayResult {
  for (const field of result.fields ?? []) {
    if (field.dataTypeID === catalogueChar) field.dataTypeID = blankPaddedChar;
  }
  return result;
}

function adapterFactory(
  pool: pg.Pool,
  rewriteScript: (script: string) => string,
): SqlMigrationAwareDriverAdapterFactory {
  const connect = async () => {
    const adapter: SqlDriverAdapter = await new PrismaPg(pool).connect();
    // The adapter's own splits at every `;`, also inside functions and quotes.
    adapter.executeScript = async (script) => {
      await pool.query(rewriteScript(script));
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
    "./schema_engine_bg.js": { ...bindings },
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start !== "function") throw new Error("Prisma's schema engine has no start function.");
  start();
}
