/** @jsxImportSource preact */
import { render } from "preact";
import type { PanelConfig } from "../shared/panel-config";
import { HostLink } from "./host/host-link";
import { LiveConfig } from "./host/live-config";
import "./styles/panel.css";
import { Panel, type PanelControls } from "./view/panel";

const root = document.getElementById("panel");
const source = root?.dataset.config;
if (!root || !source) throw new Error("The panel page has no configuration.");
// Our own server wrote it into this page.
const written = JSON.parse(source) as PanelConfig;

/** A panel that is opened after so long is told anew whether somebody is there. */
const FRESH_MS = 60_000;

const embedded = window.parent !== window;
let controls: PanelControls | undefined;

const surroundings = { fetch: fetch.bind(window), now: Date.now };
const config = new LiveConfig(written, surroundings, show);

const host = new HostLink(written.allowedOrigins, {
  onOpen: () => {
    void config.refresh(FRESH_MS);
    controls?.focus();
  },
  onAsk: (question) => controls?.ask(question),
  onIdentify: show,
  onLanguage: (language) => void config.speak(language),
  onShutdown: () => controls?.forget(),
});

const onClose = embedded ? () => host.tell("close") : undefined;
const onControls = (given: PanelControls): void => {
  controls = given;
};
const onMessage = (): void => host.tell("message");
const onHandoff = (): void => {
  host.tell("handoff");
  void config.refresh();
};
const onPersonPage = (): void => void config.refresh();

function show(): void {
  if (!root) return;
  render(
    <Panel
      config={config.current}
      identity={host.identity}
      onClose={onClose}
      onControls={onControls}
      onMessage={onMessage}
      onPersonPage={onPersonPage}
      onHandoff={onHandoff}
    />,
    root,
  );
}

show();
if (embedded) host.arrive(written.allowedOrigins);
