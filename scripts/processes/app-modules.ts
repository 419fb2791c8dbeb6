// Loaded by --import before a program that uses the application's own modules outside of what Next builds: finds
// "@/…" and imports without extension, and lets "server-only" be, which throws there.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = new URL("../../", import.meta.url).href;
/** Packages and what Next has built find their own. */
const othersCode = /\/(node_modules|\.next)\//;
const empty = new URL("node_modules/server-only/empty.js", root).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === "server-only") return { url: empty, shortCircuit: true };
    const alias = specifier.startsWith("@/");
    const ours = alias || (specifier.startsWith(".") && context.parentURL?.startsWith(root));
    if (!ours || othersCode.test(context.parentURL ?? "")) {
      return nextResolve(specifier, context);
    }
    const base = alias ? new URL(specifier.slice(2), root) : new URL(specifier, context.parentURL);
    const path = fileURLToPath(base);
    const file = [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => isFile(candidate));
    return nextResolve(file ? pathToFileURL(file).href : specifier, context);
  },
});

function isFile(path: string): boolean {
  return /\.\w+$/.test(path) && existsSync(path);
}
