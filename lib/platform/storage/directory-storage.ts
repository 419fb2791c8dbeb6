import "server-only";
import { randomUUID } from "node:crypto";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { notFound } from "@/lib/core/errors";
import type { Storage } from "./storage";
import { codeOf, storageError } from "./storage-error";
import { writeFileAtomically } from "./write-file-atomically";

/** Begins with a dot, which no key's segment may. */
const TEMPORARY = ".incoming";
/** No write of an upload lasts so long: an older temporary file is what a killed process left. */
const STALE_MS = 60 * 60 * 1000;

/** Files in a directory that this process (and every other instance of the app) can write to. */
export function directoryStorage(directory: string): Storage {
  const root = resolve(directory);
  const temporary = join(root, TEMPORARY);
  let swept: Promise<void> | undefined;

  function pathOf(key: string): string {
    const path = resolve(root, key);
    if (!path.startsWith(root + sep) || key.split("/").some((part) => part.startsWith("."))) {
      throw new TypeError("The key leaves the storage directory.");
    }
    return path;
  }

  async function sweepOnce(): Promise<void> {
    swept ??= removeStale(temporary);
    await swept.catch((error: unknown) => {
      swept = undefined;
      throw error;
    });
  }

  return {
    async put(key, content) {
      const target = pathOf(key);
      try {
        await sweepOnce();
        await writeFileAtomically(target, content, join(temporary, randomUUID()));
      } catch (error) {
        throw storageError(error, `write ${key}`);
      }
    },

    async get(key) {
      const path = pathOf(key);
      try {
        return await readFile(path);
      } catch (error) {
        throw codeOf(error) === "ENOENT"
          ? notFound("The file")
          : storageError(error, `read ${key}`);
      }
    },

    async delete(key) {
      await remove(pathOf(key), key);
    },

    async deletePrefix(prefix) {
      await remove(pathOf(prefix), prefix);
    },
  };
}

/** They may hold what has been erased since. A file that another instance removes first is no failure. */
async function removeStale(folder: string): Promise<void> {
  const gone = (error: unknown): undefined => {
    if (codeOf(error) !== "ENOENT") throw error;
  };
  for (const name of (await readdir(folder).catch(gone)) ?? []) {
    const path = join(folder, name);
    const info = await stat(path).catch(gone);
    if (info && Date.now() - info.mtimeMs > STALE_MS) await rm(path, { force: true });
  }
}

async function remove(path: string, key: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    throw storageError(error, `delete ${key}`);
  }
}
