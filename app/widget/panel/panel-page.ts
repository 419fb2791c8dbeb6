import type { PanelConfig } from "@/widget/shared/panel-config";
import { panelFiles } from "./panel-files";

/** Once for the process: another build is another process. */
const FILES = panelFiles();

interface PanelPage {
  status: number;
  html: string;
  headers: Record<string, string>;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Only exact web origins go into the header: a space or `;` would add rules, and `*` let in every subdomain. */
function frameAncestors(allowedOrigins: readonly string[]): string {
  const exact = allowedOrigins.filter(
    (origin) =>
      /^https?:\/\/[^*\s;,']+$/.test(origin) &&
      URL.canParse(origin) &&
      new URL(origin).origin === origin,
  );
  return exact.length > 0 ? exact.join(" ") : "'none'";
}

/** A panel's policy, whoever frames it and wherever it may send something. */
function headers(ancestors: string, connect = "'self'"): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // The panel talks to its own server and to nobody else, whatever an answer says.
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    `frame-ancestors ${ancestors}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, no-store",
  };
}

function page(language: string, title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${FILES["panel.css"]}">
${head}</head>
<body>${body}</body>
</html>
`;
}

/**
 * The page inside the widget's frame. Without a configuration (unknown key) it is a polite 404 that
 * no site may frame, so that an unknown key and a foreign site look the same from outside.
 */
export function panelPage(config: PanelConfig | undefined): PanelPage {
  if (!config) {
    const body =
      '<main class="unavailable"><h1>This chat is not available.</h1>' +
      "<p>Please use the contact details on the website that you came from.</p></main>";
    return { status: 404, html: page("en", "Chat", "", body), headers: headers("'none'") };
  }
  const script = `<script src="${FILES["panel.js"]}" defer></script>\n`;
  const body = `<div id="panel" data-config="${escapeHtml(JSON.stringify(config))}"></div>`;
  return {
    status: 200,
    html: page(config.language, config.widgetName, script, body),
    headers: headers(frameAncestors(config.allowedOrigins)),
  };
}

/** The same without a widget, for pages of our own alone: they tell it what to show, and it can send nothing anywhere. */
export function previewPage(): Omit<PanelPage, "status"> {
  const script = `<script src="${FILES["preview.js"]}" defer></script>\n`;
  const body = '<div id="panel"></div>';
  return { html: page("en", "Preview", script, body), headers: headers("'self'", "'none'") };
}
