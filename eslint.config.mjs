import next from "@next/eslint-plugin-next";
import hooks from "eslint-plugin-react-hooks";
import { builtinRules } from "eslint/use-at-your-own-risk";
import tseslint from "typescript-eslint";
import { frontdeskRules } from "./scripts/lint/rules.ts";

const tests = ["**/*.test.{ts,tsx}", "e2e/**", "lib/testing/**"];
const readsEnvironment = [
  "lib/env.ts",
  "lib/env.client.ts",
  "lib/env.log.ts",
  "instrumentation.ts",
  "scripts/**",
  "embedded/**",
  "bench/**",
  "e2e/**",
  "prisma/seed/**",
  "*.config.{ts,mjs}",
  ...tests,
];

/** What a person runs, waits for and reads. Whatever runs for longer writes the log (lib/platform/log). */
const commands = [
  "bench/**",
  "scripts/{audit,db,operator}.ts",
  "scripts/run.cjs",
  "scripts/{bootstrap,test,vitest}/**",
  "scripts/faults/main.ts",
];

const noProcessEnv = {
  // Next replaces process.env.NODE_ENV while building.
  selector:
    ":not(MemberExpression[property.name='NODE_ENV']) > MemberExpression[object.name='process'][property.name='env']",
  message: "Read the configuration through env() of lib/env.ts.",
};

const noFrameworkCache = [
  {
    selector: "ExpressionStatement[directive=/^use cache/]",
    message: "A framework cache can hand one tenant's data to another.",
  },
  {
    selector: "ImportSpecifier[imported.name=/^(unstable_cache|cacheLife|cacheTag)$/]",
    message: "A framework cache can hand one tenant's data to another.",
  },
  {
    selector: "ExportNamedDeclaration VariableDeclarator[id.name=/^(revalidate|fetchCache)$/]",
    message: "A framework cache can hand one tenant's data to another.",
  },
  {
    selector: "CallExpression[callee.name='fetch'] > ObjectExpression > Property[key.name='next']",
    message: "A framework cache can hand one tenant's data to another.",
  },
  {
    selector:
      "CallExpression[callee.name='fetch'] > ObjectExpression > Property[key.name='cache']:not([value.value='no-store'])",
    message: "A framework cache can hand one tenant's data to another.",
  },
];

const noFunctionOfItsOwn = {
  selector: "CallExpression[callee.property.name='createFunction']",
  message:
    "Make it by defineJob or defineSchedule: they parse, limit, follow and bury what goes wrong.",
};

export default tseslint.config(
  {
    ignores: [
      ".next/**",
      ".data/**",
      ".cache/**",
      "lib/platform/db/generated/**",
      "next-env.d.ts",
      "public/**",
      "playwright-report/**",
      "test-results/**",
    ],
  },
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" },
    plugins: {
      frontdesk: frontdeskRules,
      // The same rule twice, since one file size is a warning and another an error.
      size: { rules: { "max-lines": builtinRules.get("max-lines") } },
    },
    rules: {
      "max-lines": ["warn", 300],
      "size/max-lines": ["error", 500],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-console": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-syntax": ["error", noProcessEnv, ...noFrameworkCache],
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/only-throw-error": "error",
      // Next and interfaces ask for async functions that have nothing to wait for.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["app/**", "components/**", "lib/**/*.tsx"],
    plugins: { "@next/next": next, "react-hooks": hooks },
    rules: {
      ...next.configs["core-web-vitals"].rules,
      ...hooks.configs.flat.recommended.rules,
    },
  },
  {
    files: ["lib/platform/**/*.ts", "lib/domains/*/*{service,repository}*.ts"],
    // The parser's child process is started by Node itself, where the marker throws.
    ignores: [...tests, "lib/platform/parsing/child/**", "lib/platform/*/testing/**"],
    rules: { "frontdesk/server-only-first": "error" },
  },
  {
    files: ["app/**", "lib/**", "inngest/**"],
    ignores: tests,
    rules: { "frontdesk/wrapped-actions": "error", "frontdesk/no-session-sql": "error" },
  },
  {
    files: ["app/**", "lib/**"],
    ignores: [...tests, "lib/http/sse.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        {
          name: "ReadableStream",
          message: "Answer with an EventStream: it ends when its reader loses the right to it.",
        },
      ],
    },
  },
  {
    files: readsEnvironment,
    rules: { "no-restricted-syntax": ["error", ...noFrameworkCache] },
  },
  {
    files: ["app/**", "lib/**", "inngest/**"],
    ignores: [...tests, ...readsEnvironment, "inngest/define-job.ts"],
    rules: {
      "no-restricted-syntax": ["error", noProcessEnv, ...noFrameworkCache, noFunctionOfItsOwn],
    },
  },
  {
    files: [...commands, "lib/testing/**"],
    rules: { "no-console": "off" },
  },
  {
    // A test may take a value apart whose shape it is about to check.
    files: tests,
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
);
