/** @jsxImportSource preact */
import { render } from "preact";
import type { PanelConfig } from "../shared/panel-config";
import { HostLink } from "./host/host-link";
import "./styles/panel.css";
import { Panel, type PanelControls } from "./view/panel";

const root = document.getElementById("panel");
const source = root?.dataset.config;
if (!root || !source) throw new Error("The panel page has no configuration.");
// Our own server wrote it into this page.
let config = JSON.parse(source) as PanelConfig;

const embedded = window.parent !== window;
let controls: PanelControls | undefined;

const host = new HostLink(config.allowedOrigins, {
  onOpen: () => controls?.focus(),
  onAsk: (question) => controls?.ask(question),
  onIdentify: () => show(),
  onLanguage: (language) => {
    config = { ...config, language };
    show();
  },
  onShutdown: () => controls?.forget(),
});

const onClose = embedded ? () => host.tell("close") : undefined;
const onControls = (given: PanelControls): void => {
  controls = given;
};
const onMessage = (): void => host.tell("message");
const onHandoff = (): void => host.tell("handoff");

function show(): void {
  if (!root) return;
  render(
    <Panel
      config={config}
      identity={host.identity}
      onClose={onClose}
      onControls={onControls}
      onMessage={onMessage}
      onHandoff={onHandoff}
    />,
    root,
  );
}

show();
if (embedded) host.arrive(config.allowedOrigins);
