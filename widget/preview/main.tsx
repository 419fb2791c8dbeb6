/** @jsxImportSource preact */
import { render } from "preact";
import type { PanelConfig } from "../shared/panel-config";
import { Panel } from "../panel/view/panel";

// The panel as the settings page shows it: drawn anew with every change of the form, for our own pages alone.

const root = document.getElementById("panel");
if (!root) throw new Error("The preview has nowhere to be.");

const nothing = () => undefined;

addEventListener("message", ({ source, origin, data }: MessageEvent<{ preview?: PanelConfig }>) => {
  if (source !== window.parent || origin !== location.origin || !data.preview) return;
  const config = data.preview;
  document.documentElement.lang = config.language;
  render(
    <Panel config={config} onClose={nothing} onControls={nothing} onMessage={nothing} />,
    root,
  );
});

window.parent.postMessage({ preview: "ready" }, location.origin);
