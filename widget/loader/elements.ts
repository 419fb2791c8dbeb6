import { PANEL_NAME } from "./texts";

/** launcher.css, put in its place by widget/build.ts. */
declare const LAUNCHER_STYLES: string;

export interface LauncherElements {
  host: HTMLElement;
  /** What differs between the widgets of a page. */
  ownSheet: CSSStyleSheet;
  launcher: HTMLButtonElement;
  stage: HTMLElement;
  /** Draws the button's icon. */
  drawn: (expanded: boolean) => void;
  loading: HTMLElement;
  refused: HTMLElement;
  refusedText: HTMLElement;
  refusedClose: HTMLButtonElement;
}

const svgNamespace = "http://www.w3.org/2000/svg";
const bubble =
  "M4 5.5h16a1.5 1.5 0 0 1 1.5 1.5v9.5A1.5 1.5 0 0 1 20 18h-6.6l-4.9 3.6V18H4a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 4 5.5ZM7.6 10h8.8M7.6 13.6h5.6";
const chevron = "M5.5 9.5 12 16l6.5-6.5";

function icon(): { svg: SVGSVGElement; line: SVGPathElement } {
  const svg = document.createElementNS(svgNamespace, "svg");
  const line = document.createElementNS(svgNamespace, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(line);
  return { svg, line };
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
 * Builds the launcher in a shadow root, detached from the page and without words. Nodes and constructed style
 * sheets only: markup strings and style elements would be stopped by a strict CSP of the host page.
 */
export function buildElements(): LauncherElements {
  const host = document.createElement("frontdesk-widget");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const ownSheet = new CSSStyleSheet();
  sheet.replaceSync(LAUNCHER_STYLES);
  root.adoptedStyleSheets = [sheet, ownSheet];

  const refusedClose = element("button", { type: "button" });
  const refusedText = element("p", {});
  const refused = element("div", { class: "refused", role: "alert" }, refusedText, refusedClose);
  const loading = element("p", { class: "loading", role: "status" });
  const stage = element("div", {
    id: "stage",
    class: "stage",
    role: "dialog",
    "aria-label": PANEL_NAME,
  });
  stage.hidden = true;
  const { svg, line } = icon();
  const launcher = element(
    "button",
    { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "stage" },
    svg,
  );
  root.append(stage, launcher);
  const drawn = (expanded: boolean) => line.setAttribute("d", expanded ? chevron : bubble);
  return { drawn, host, ownSheet, launcher, stage, loading, refused, refusedText, refusedClose };
}
