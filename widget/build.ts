import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const target = ["chrome116", "firefox124", "safari17.4"];
const root = fileURLToPath(new URL("..", import.meta.url));

/** The launcher's style sheet made small: the loader constructs a sheet of it. */
async function launcherStyles(): Promise<string> {
  const source = await readFile(`${root}widget/loader/launcher.css`, "utf8");
  return (await transform(source, { loader: "css", minify: true, target })).code.trim();
}

/**
 * Bundles the widget into a folder that is served as `/`: the loader that sites embed (widget.js)
 * the panel inside its frame (widget/panel.js, widget/panel.css), and its preview (widget/preview.js).
 */
export async function buildWidget(outdir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "widget/loader/main.ts", out: "widget" },
      { in: "widget/panel/main.tsx", out: "widget/panel" },
      { in: "widget/preview/main.tsx", out: "widget/preview" },
    ],
    outdir,
    bundle: true,
    minify: true,
    format: "iife",
    target,
    define: { LAUNCHER_STYLES: JSON.stringify(await launcherStyles()) },
    jsx: "automatic",
    jsxImportSource: "preact",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWidget(`${root}public`);
