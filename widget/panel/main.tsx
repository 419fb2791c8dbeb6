/** @jsxImportSource preact */
import { render } from "preact";
import { readHostMessage, type PanelMessage } from "../shared/frame-messages";
import type { PanelConfig } from "../shared/panel-config";
import "./styles/panel.css";
import { Panel, type PanelControls } from "./view/panel";

const root = document.getElementById("panel");
const source = root?.dataset.config;
if (!root || !source) throw new Error("The panel page has no configuration.");
// Our own server wrote it into this page.
const config = JSON.parse(source) as PanelConfig;

const embedded = window.parent !== window;
let hostOrigin: string | undefined;
let controls: PanelControls | undefined;

function tellHost(message: PanelMessage): void {
  if (hostOrigin !== undefined) window.parent.postMessage(message, hostOrigin);
}

const onClose = embedded ? () => tellHost({ frontdesk: "close" }) : undefined;
const onControls = (given: PanelControls): void => {
  controls = given;
};

render(<Panel config={config} onClose={onClose} onControls={onControls} />, root);

addEventListener("message", (event) => {
  if (!readHostMessage(event, window.parent, config.allowedOrigins)) return;
  hostOrigin = event.origin;
  tellHost({ frontdesk: "ready" });
  controls?.focus();
});
