import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** Gives the uploads of a test file a directory of their own. The configuration is read once: call it at the top. */
export function ownStorage(): { directory: () => string; files: () => Promise<string[]> } {
  let directory = "";
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "frontdesk-files-"));
    process.env["STORAGE_DIR"] = directory;
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));
  return {
    directory: () => directory,
    /** What is stored, by path below the directory. */
    files: async () => {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
    },
  };
}
