import { schemaFiles } from "./migration-files.ts";
import { withSchemaEngine } from "./schema-engine.ts";

const emptyScript = "-- This is an empty migration.";

/**
 * The SQL that would turn the migrated database of `url` into what prisma/schema describes; empty
 * when they agree. Policies, grants, functions and other schemas are no part of the comparison.
 */
export async function schemaDrift(url: string): Promise<string> {
  const files = schemaFiles();
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "prisma" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const script = (stdout ?? "").trim();
  return script === emptyScript ? "" : script;
}
