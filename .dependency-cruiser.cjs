// Imports point downward only (docs/SYSTEM_ARCHITECTURE.md), and never in a circle.
const never = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const ours = "^(app|bench|components|e2e|embedded|inngest|lib|prisma|scripts|widget)/";
const test = "\\.test\\.tsx?$";

/** Code under `path` may import, of ours, only what is under it or matches one of `allowed`. */
const zone = (name, path, allowed) =>
  never(
    name,
    "Imports point downward only.",
    { path, pathNot: [test, "^lib/testing/"] },
    { path: ours, pathNot: [path, ...allowed] },
  );

const core = "^lib/core/";
const env = "^lib/env(\\.client|\\.log)?\\.ts$";
const platform = "^lib/platform/";
const log = "^lib/platform/log/";
const tenancy = "^lib/tenancy/";
const http = "^lib/http/";
const domains = "^lib/domains/";
/** What a domain shows to the browser. */
const forBrowsers = "^lib/domains/.+(schema|terms|queries|actions)\\.ts$";

module.exports = {
  forbidden: [
    never("no-circular", "A circle cannot be read from either end.", {}, { circular: true }),
    never(
      "resolvable",
      "What cannot be found cannot be checked.",
      { pathNot: "^\\.next/" },
      { couldNotResolve: true },
    ),
    zone("core", "^lib/core/", []),
    zone("env", "^lib/env", [core]),
    zone("platform", platform, [core, env]),
    zone("tenancy", tenancy, [core, env, platform]),
    zone("http", http, [core, env, platform, tenancy]),
    zone("domains", domains, [core, env, platform, tenancy, http]),
    zone("inngest", "^inngest/", ["^lib/"]),
    // How an answer's text is read is one and the same for a visitor and an owner, and so is what a panel is told.
    zone("components", "^components/", [
      core,
      "^lib/env\\.client",
      forBrowsers,
      "^widget/panel/answer/",
      "^widget/shared/",
    ]),
    zone("app", "^app/", ["^components/", "^inngest/", "^lib/", "^widget/shared/"]),
    // Each could run without the application; they write one log.
    zone("embedded", "^embedded/", [core, log]),
    zone("widget", "^widget/", []),
    // The demo is made by what a customer's own calls go through.
    zone("prisma", "^prisma/", ["^lib/"]),
    // What a seal is hashed from is one and the same for who seals and who verifies.
    zone("scripts", "^scripts/", [
      "^embedded/",
      "^lib/testing/",
      "^lib/domains/access/audit/chain\\.ts$",
      "^lib/env\\.log\\.ts$",
      log,
    ]),
    never(
      "another-domain-by-its-service",
      "A domain's tables and rules are its own; others ask its service.",
      { path: "^lib/domains/([^/]+)/", pathNot: test },
      {
        path: domains,
        pathNot: ["^lib/domains/$1/", "^lib/domains/.+(service|schema|terms)\\.ts$"],
      },
    ),
    never(
      "queries-without-schemas",
      "What every page loads knows schemas as types alone: zod would be a fifth of a page's JavaScript.",
      {
        path: "^lib/(domains/.+(terms|queries)|http/api-client|core/problem)\\.ts$",
        pathNot: test,
      },
      {
        path: ["^lib/domains/.+schema\\.ts$", "node_modules/zod/"],
        dependencyTypesNot: ["type-only"],
      },
    ),
    never(
      "database-in-repositories",
      "Only repositories and the database adapter know Prisma.",
      {
        path: "^(app|components|inngest|lib)/",
        pathNot: ["^lib/platform/db/", "^lib/.+repository\\.ts$", "^lib/testing/", test],
      },
      { path: ["^lib/platform/db/generated/", "node_modules/@prisma/"] },
    ),
    never(
      "app-asks-services",
      "A page or route never touches the database.",
      { path: "^(app|components|inngest)/", pathNot: test },
      { path: ["^lib/platform/db/", "^lib/domains/.+repository\\.ts$"] },
    ),
    never(
      "no-tests-in-code",
      "Test helpers stay out of the product.",
      {
        path: ours,
        pathNot: [test, "^lib/testing/", "^scripts/(faults|test)/", "^e2e/", "^bench/"],
      },
      { path: [test, "^lib/testing/", "^e2e/"] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["^lib/platform/db/generated/.*/", "^\\.next/", "^public/"] },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json"],
    },
  },
};
