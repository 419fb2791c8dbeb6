import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Bundles the widget into a folder that is served as `/`: the loader that sites embed (widget.js)
 * and the panel inside its frame (widget/panel.js, widget/panel.css).
 */
export async function buildWidget(outdir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "widget/loader/main.ts", out: "widget" },
      { in: "widget/panel/main.tsx", out: "widget/panel" },
    ],
    outdir,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome116", "firefox124", "safari17.4"],
    jsx: "automatic",
    jsxImportSource: "preact",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWidget(`${root}public`);
