import "server-only";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes the content to `temporary`, makes it durable, then puts it in the place of `target` in one step:
 * whoever reads sees the old file or the whole new one, also after a power cut. Both have to be on one
 * file system. On failure nothing is left behind. Throws the system's error.
 */
export async function writeFileAtomically(
  target: string,
  content: Uint8Array,
  temporary: string,
): Promise<void> {
  try {
    await mkdir(dirname(temporary), { recursive: true, mode: 0o700 });
    const file = await open(temporary, "w", 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    const created = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(temporary, target);
    await syncFolders(dirname(target), created && dirname(created));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A new name is durable only once its folder is, and so on up to the folder that was there before. */
async function syncFolders(folder: string, upTo: string | undefined): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!upTo || path === upTo || path === dirname(path)) return;
  }
}
