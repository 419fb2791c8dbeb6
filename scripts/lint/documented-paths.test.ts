import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../processes/service.ts";

const pages = ["README.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: projectRoot })];
const folders = readdirSync(projectRoot, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
  .map(({ name }) => `${name}/`);

/** `a/{b,c}.ts` is two paths. */
function spread(path: string): string[] {
  const [whole, names] = /\{([^{}]+)\}/.exec(path) ?? [];
  if (whole === undefined || names === undefined) return [path];
  return names.split(",").flatMap((name) => spread(path.replace(whole, name)));
}

/** What stands in backticks in a page and looks like a path of this repository: no address, pattern or template. */
function pathsIn(page: string): string[] {
  const prose = page.replace(/^```[^]*?^```/gm, "");
  return [...prose.matchAll(/`([^`]+)`/g)]
    .flatMap(([, code]) => code!.split(/\s+/))
    .filter((word) => folders.some((folder) => word.startsWith(folder)) && !/[<>*…$]/.test(word))
    .map((word) => word.replace(/[#:].*$/, ""))
    .flatMap(spread);
}

test("paths are found in code alone, one by one", () => {
  const page =
    "lib/no `lib/a.ts:7` `lib/{b,c}` `node lib/d.ts --x` `lib/<domain>/` `lib/*.ts` `/api/a`\n```\n`lib/no`\n```\n";
  expect(pathsIn(page)).toEqual(["lib/a.ts", "lib/b", "lib/c", "lib/d.ts"]);
});

test.each(pages)("every path that %s names is there", (page) => {
  const named = pathsIn(readFileSync(join(projectRoot, page), "utf8"));
  expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
});
