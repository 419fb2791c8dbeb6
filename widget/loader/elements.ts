import { PANEL_NAME } from "./texts";

/** launcher.css, put in its place by widget/build.ts. */
declare const LAUNCHER_STYLES: string;

export interface LauncherElements {
  host: HTMLElement;
  /** What differs between the widgets of a page. */
  ownSheet: CSSStyleSheet;
  launcher: HTMLButtonElement;
  /** On the launcher: how many messages are unread. */
  badge: HTMLElement;
  /** What screen readers are told while the panel is closed. */
  told: HTMLElement;
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
  "M4 5.5h16q1.5 0 1.5 1.5v9.5q0 1.5-1.5 1.5h-6.6l-4.9 3.6V18H4q-1.5 0-1.5-1.5V7q0-1.5 1.5-1.5ZM7.6 10h8.8M7.6 13.6h5.6";
const chevron = "M5.5 9.5 12 16l6.5-6.5";

function icon(): { svg: SVGSVGElement; line: SVGPathElement } {
  const svg = document.createElementNS(svgNamespace, "svg");
  const line = document.createElementNS(svgNamespace, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.append(line);
  return { svg, line };
}

/** @param role what it is for those who do not see it; null for what its name says already */
function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = "",
  role: string | null = null,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), { className, role });
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

  const refusedClose = element("button");
  const refusedText = element("p");
  const refused = element("div", "refused", "alert");
  refused.append(refusedText, refusedClose);
  const loading = element("p", "loading", "status");
  const stage = element("div", "stage", "dialog");
  stage.ariaLabel = PANEL_NAME;
  const { svg, line } = icon();
  const badge = element("span", "badge");
  const launcher = element("button", "launcher");
  launcher.append(svg, badge);
  const told = element("p", "told", "status");
  root.append(stage, launcher, told);
  const drawn = (expanded: boolean) => line.setAttribute("d", expanded ? chevron : bubble);
  const own = { host, ownSheet, launcher, badge, told, drawn };
  return { ...own, stage, loading, refused, refusedText, refusedClose };
}
