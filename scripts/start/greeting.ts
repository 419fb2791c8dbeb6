import { relative } from "node:path";
import { withoutPassword } from "../db/pgvector.ts";
import { projectRoot } from "../processes/service.ts";
import type { Demo } from "./demo.ts";
import type { Settings } from "./settings.ts";

/** What `npm start` says when everything runs: where to look, what is embedded, what is missing. */
export function greeting(settings: Settings, env: NodeJS.ProcessEnv, demo?: Demo): string {
  const folder = relative(projectRoot, settings.dataFolder) || settings.dataFolder;
  const shown = demo && !settings.databaseUrl ? demo : undefined;
  const lines: [string, string][] = [
    ["Frontdesk", settings.appUrl],
    ...(shown ? demoLines(settings, shown, folder) : []),
    ...runsOn(settings, folder),
    ...missing(env, folder),
    ["Logs", `${folder}/logs`],
  ];
  const body = lines.map(([label, text]) => `  ${label.padEnd(12)}${text}`).join("\n");
  return `\nFrontdesk is running${settings.dev ? " for development" : ""}. Stop it with Ctrl-C.\n\n${body}\n`;
}

function demoLines(settings: Settings, demo: Demo, folder: string): [string, string][] {
  return [
    ["Sign in", `${demo.owner.email} with password ${demo.owner.password}`],
    ["Demo site", `${settings.siteUrl} with the chat widget on it`],
    ["API keys", `${folder}/demo.json`],
  ];
}

function runsOn(settings: Settings, folder: string): [string, string][] {
  return [
    [
      "Database",
      settings.databaseUrl
        ? withoutPassword(settings.databaseUrl)
        : `embedded PostgreSQL in ${folder}/postgres (DATABASE_URL is not set)`,
    ],
    ["Jobs", settings.engineUrl ?? "embedded engine (INNGEST_BASE_URL is not set)"],
    [
      "Embeddings",
      settings.ownEmbeddings
        ? "the server of EMBEDDINGS_BASE_URL, else OpenAI"
        : "embedded model, best in English (EMBEDDINGS_BASE_URL is not set)",
    ],
  ];
}

function missing(env: NodeJS.ProcessEnv, folder: string): [string, string][] {
  const chat = env["OPENAI_API_KEY"] || env["OPENAI_BASE_URL"];
  return [
    [
      "Chat model",
      chat
        ? (env["CHAT_MODEL"] ?? "as set")
        : "none (OPENAI_API_KEY is not set): answers quote the documents",
    ],
    ["Files", env["S3_BUCKET"] ? `bucket ${env["S3_BUCKET"]}` : `${env["STORAGE_DIR"] ?? folder}`],
  ];
}
