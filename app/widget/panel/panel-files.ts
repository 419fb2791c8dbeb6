import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// No "server-only" here: next.config.ts reads it as well, which is no part of the application.

const FOLDER = join(process.cwd(), "public", "widget");
const FILES = ["panel.css", "panel.js", "preview.js"] as const;

/** By its content, so that what a browser keeps under the name is never another deploy's. Undefined before a build. */
function versionOf(file: string, folder: string): string | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  return createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
}

/** Where the panel's page finds each of its files. Without a build (a test draws the page alone) the names are bare. */
export function panelFiles(folder = FOLDER): Record<(typeof FILES)[number], string> {
  const address = (file: string) => {
    const version = versionOf(file, folder);
    return version ? `/widget/${file}?v=${version}` : `/widget/${file}`;
  };
  return {
    "panel.css": address("panel.css"),
    "panel.js": address("panel.js"),
    "preview.js": address("preview.js"),
  };
}

/**
 * Next's header rules, by which a browser keeps the files for good, each under the version that it has. Any other version is
 * answered with the file that there is, to be asked for again: a page of the deploy before still opens, and what it got is
 * not kept under a wrong name, as between two instances of which one is new.
 */
export function panelFileHeaders(folder = FOLDER) {
  return FILES.flatMap((file) => {
    const version = versionOf(file, folder);
    if (!version) return [];
    return {
      source: `/widget/${file}`,
      has: [{ type: "query" as const, key: "v", value: version }],
      headers: [{ key: "cache-control", value: "public, max-age=31536000, immutable" }],
    };
  });
}
