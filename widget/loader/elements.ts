import { launcherStyles } from "./styles";
import type { LoaderTexts } from "./texts";

export interface LauncherElements {
  host: HTMLElement;
  launcher: HTMLButtonElement;
  stage: HTMLElement;
  loading: HTMLElement;
  refused: HTMLElement;
  refusedClose: HTMLButtonElement;
}

const svgNamespace = "http://www.w3.org/2000/svg";
const bubble =
  "M4 5.5h16a1.5 1.5 0 0 1 1.5 1.5v9.5A1.5 1.5 0 0 1 20 18h-6.6l-4.9 3.6V18H4a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 4 5.5ZM7.6 10h8.8M7.6 13.6h5.6";
const chevron = "M5.5 9.5 12 16l6.5-6.5";

function icon(className: string, path: string): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, "svg");
  const line = document.createElementNS(svgNamespace, "path");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("fill", "none");
  svg.setAttribute("stroke", "currentColor");
  svg.setAttribute("stroke-width", "1.9");
  svg.setAttribute("stroke-linecap", "round");
  svg.setAttribute("stroke-linejoin", "round");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/**
 * Builds the launcher in a shadow root, detached from the page. Nodes and a constructed style
 * sheet only: markup strings and style elements would be stopped by a strict CSP of the host page.
 */
export function buildElements(texts: LoaderTexts): LauncherElements {
  const host = document.createElement("frontdesk-widget");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyles);
  root.adoptedStyleSheets = [sheet];

  const refusedClose = element("button", { type: "button" }, texts.close);
  const refused = element(
    "div",
    { class: "refused", role: "alert" },
    element("p", {}, texts.refused),
    refusedClose,
  );
  const loading = element("p", { class: "loading", role: "status" }, texts.loading);
  const stage = element("div", {
    id: "stage",
    class: "stage",
    role: "dialog",
    "aria-label": texts.panel,
  });
  stage.hidden = true;
  const launcher = element(
    "button",
    { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "stage" },
    icon("to-open", bubble),
    icon("to-close", chevron),
  );
  root.append(stage, launcher);
  return { host, launcher, stage, loading, refused, refusedClose };
}
