import { readPanelMessage, type HostMessage, type PanelMessage } from "../shared/frame-messages";
import { PANEL_NAME, pageLanguage } from "./texts";

/** The frame is loaded with all its scripts by then, so an answer is a matter of milliseconds. */
const answerTimeoutMs = 2_500;
const loadTimeoutMs = 20_000;

/** The panel's frame, from when it is asked for until it is dropped. */
export interface PanelFrame {
  element: HTMLIFrameElement;
  tell: (message: HostMessage) => void;
  drop: () => void;
}

export function openFrame(
  panel: URL,
  onMessage: (kind: PanelMessage["frontdesk"]) => void,
  onLate: () => void,
): PanelFrame {
  const element = document.createElement("iframe");
  let deadline: ReturnType<typeof setTimeout> | undefined;

  function giveUpAfter(milliseconds: number): void {
    clearTimeout(deadline);
    deadline = setTimeout(onLate, milliseconds);
  }

  function tell(message: HostMessage): void {
    element.contentWindow?.postMessage(message, panel.origin);
  }

  function listen(event: MessageEvent): void {
    const kind = readPanelMessage(event, element.contentWindow, panel.origin);
    if (kind === "ready") {
      clearTimeout(deadline);
      element.onload = null;
    }
    if (kind) onMessage(kind);
  }

  element.title = PANEL_NAME;
  // Enough for the panel to run, to take a question (its form is sent nowhere: the panel's own policy forbids that)
  // and to open a source in a new tab; never to move the host page.
  element.setAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox",
  );
  // Which site it is opened on, whatever the page's own policy, and no more of its address.
  element.referrerPolicy = "origin";
  // A panel that knows which page holds it says by itself that it is there; another one is asked.
  element.onload = () => {
    tell({ frontdesk: "open" });
    giveUpAfter(answerTimeoutMs);
  };
  const language = pageLanguage();
  element.src = panel.href + (language && `&lang=${language}`);
  giveUpAfter(loadTimeoutMs);
  addEventListener("message", listen);
  return {
    element,
    tell,
    drop: () => {
      clearTimeout(deadline);
      removeEventListener("message", listen);
      element.remove();
    },
  };
}
