/** @jsxImportSource preact */
import { render } from "preact";
import { readHostMessage, type PanelMessage } from "../shared/frame-messages";
import type { PanelConfig } from "../shared/panel-config";
import { applyColor } from "./look/palette";
import "./styles/panel.css";
import { panelTexts } from "./texts";
import { Panel } from "./view/panel";

const root = document.getElementById("panel");
const source = root?.dataset.config;
if (!root || !source) throw new Error("The panel page has no configuration.");
// Our own server wrote it into this page.
const config = JSON.parse(source) as PanelConfig;

const texts = panelTexts(config.language);
applyColor(config.color);
document.documentElement.dir = texts.direction;

const embedded = window.parent !== window;
let hostOrigin: string | undefined;
let focusInput: (() => void) | undefined;

function tellHost(message: PanelMessage): void {
  if (hostOrigin !== undefined) window.parent.postMessage(message, hostOrigin);
}

const onClose = embedded ? () => tellHost({ frontdesk: "close" }) : undefined;
const onFocusable = (focus: () => void): void => {
  focusInput = focus;
};

render(<Panel config={config} texts={texts} onClose={onClose} onFocusable={onFocusable} />, root);

addEventListener("message", (event) => {
  if (!readHostMessage(event, window.parent, config.allowedOrigins)) return;
  hostOrigin = event.origin;
  tellHost({ frontdesk: "ready" });
  focusInput?.();
});
