import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { projectRoot } from "../processes/service.ts";

const [, , , ...places] = packageJson.scripts["lint:imports"].split(" ");
const folders = places.filter((place) => !place.includes("."));

test("the import checker looks into every folder that holds code", () => {
  const holdsCode = (folder: string) =>
    readdirSync(join(projectRoot, folder), { recursive: true }).some((path) =>
      /\.tsx?$/.test(String(path)),
    );
  const there = readdirSync(projectRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
    .map(({ name }) => name);
  expect(folders).toEqual(there.filter(holdsCode).sort());
});

test("a circle and an import of nothing are found in each of them", () => {
  const root = mkdtempSync(join(tmpdir(), "frontdesk-imports-"));
  try {
    writeFileSync(join(root, "tsconfig.json"), "{}");
    for (const folder of folders) {
      mkdirSync(join(root, folder));
      writeFileSync(join(root, folder, "a.ts"), 'import "./b";\nimport "./nowhere";\n');
      writeFileSync(join(root, folder, "b.ts"), 'import "./a";\n');
    }
    const program = join(projectRoot, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
    const config = join(projectRoot, ".dependency-cruiser.cjs");
    const args = [program, "--config", config, "--output-type", "json", ...folders];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: { from: string; rule: { name: string } }[] };
    };
    const found = summary.violations.map(({ from, rule }) => `${rule.name} ${from}`);
    for (const folder of folders) {
      expect(found).toContain(`no-circular ${folder}/a.ts`);
      expect(found).toContain(`resolvable ${folder}/a.ts`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
