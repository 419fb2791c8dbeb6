import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/db/migrate.ts";
import { createTestDatabase, type TestDatabase } from "./test-database";

declare module "vitest" {
  export interface ProvidedContext {
    testDatabase: TestDatabase;
  }
}

/** Makes a migrated database for the whole run and returns what removes it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { allowRuntime, remove, ...database } = await createTestDatabase();
  try {
    await migrate(database.ownerUrl, () => undefined);
    await allowRuntime();
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("testDatabase", database);
  return remove;
}
