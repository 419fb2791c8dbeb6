import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { directoryStorage } from "./directory-storage";
import { documentKey, type StorageKey } from "./keys";
import { storageError } from "./storage-error";
import { writeFileAtomically } from "./write-file-atomically";

const options = { contentType: "text/plain" };
const scope = { tenantId: "tenant", organizationId: "organization" };
const key = documentKey(scope, { id: "document", revision: 1 });

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "storage-"));
});
afterEach(() => rm(directory, { recursive: true }));

describe("keys", () => {
  it.each(["..", ".", "", "a/b", "a\\b", "a\0b", "%2e%2e", "ä", "x".repeat(65)])(
    "refuse %j as an id",
    (id) => {
      expect(() => documentKey(scope, { id, revision: 1 })).toThrow(TypeError);
      expect(() => documentKey({ ...scope, tenantId: id }, { id: "d", revision: 1 })).toThrow(
        TypeError,
      );
      expect(() => documentKey(scope, { id: "d", revision: id })).toThrow(TypeError);
    },
  );

  it.each(["../outside", "a/../../outside", "/etc/passwd", ".incoming/x", "a/.hidden", ""])(
    "that were forged as %j never leave the directory",
    async (forged) => {
      const storage = directoryStorage(join(directory, "root"));
      await writeFile(join(directory, "outside"), "untouched");
      const bad = forged as StorageKey;
      await expect(storage.get(bad)).rejects.toThrow(TypeError);
      await expect(storage.put(bad, new Uint8Array(1), options)).rejects.toThrow(TypeError);
      await expect(storage.delete(bad)).rejects.toThrow(TypeError);
      expect(await readFile(join(directory, "outside"), "utf8")).toBe("untouched");
    },
  );
});

describe("failures", () => {
  it("a full disk leaves the old file and no half of the new one", async () => {
    const target = join(directory, "file");
    const temporary = join(directory, "temporary");
    await writeFile(target, "old");
    // The kernel's own full device: every write to it fails with ENOSPC.
    await symlink("/dev/full", temporary);
    const written = writeFileAtomically(target, new Uint8Array(1_000_000), temporary);
    const error = await written.catch((cause: unknown) => storageError(cause, "write"));
    expect(error).toMatchObject({ code: "unavailable", details: { reason: "storage_full" } });
    expect(await readdir(directory)).toEqual(["file"]);
    expect(await readFile(target, "utf8")).toBe("old");
  });

  it("a directory that cannot be made is unavailable", async () => {
    await writeFile(join(directory, "occupied"), "");
    const storage = directoryStorage(join(directory, "occupied"));
    await expect(storage.put(key, new Uint8Array(1), options)).rejects.toMatchObject({
      code: "unavailable",
      details: { reason: "storage_failed" },
    });
  });

  it("a place where nothing may be written is denied", async () => {
    // sysfs takes no directories from anybody, root included.
    const failed = directoryStorage("/sys/frontdesk").put(key, new Uint8Array(1), options);
    await expect(failed).rejects.toMatchObject({
      code: "unavailable",
      details: { reason: "storage_denied" },
    });
  });

  it("removes what a killed process left, and leaves writes that are under way", async () => {
    const incoming = join(directory, ".incoming");
    await mkdir(incoming);
    await writeFile(join(incoming, "stale"), "");
    await writeFile(join(incoming, "fresh"), "");
    const long = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(join(incoming, "stale"), long, long);
    await directoryStorage(directory).put(key, new Uint8Array(1), options);
    expect(await readdir(incoming)).toEqual(["fresh"]);
  });
});
