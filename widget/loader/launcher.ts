import { readPanelMessage, type HostMessage } from "../shared/frame-messages";
import { buildElements } from "./elements";
import {
  closedLauncher,
  nextLauncherState,
  type LauncherEvent,
  type LauncherState,
} from "./launcher-state";
import { loaderTexts } from "./texts";

/** The frame is loaded with all its scripts by then, so an answer is a matter of milliseconds. */
const answerTimeoutMs = 2_500;
const loadTimeoutMs = 20_000;

/**
 * Puts the launcher button on the page. Nothing is requested, stored or listened to before the
 * visitor opens it; a second call on the same page does nothing.
 */
export function mountLauncher(panelUrl: URL): void {
  if (document.querySelector("frontdesk-widget")) return;
  const texts = loaderTexts(document.documentElement.lang);
  const { host, launcher, stage, loading, refused, refusedClose } = buildElements(texts);
  const fullScreen = matchMedia("(max-width: 520px), (max-height: 480px)");
  let state: LauncherState = closedLauncher;
  let frame: HTMLIFrameElement | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;

  function tellPanel(message: HostMessage): void {
    frame?.contentWindow?.postMessage(message, panelUrl.origin);
  }

  function giveUpAfter(milliseconds: number): void {
    clearTimeout(deadline);
    deadline = setTimeout(() => apply("timeout"), milliseconds);
  }

  function loadFrame(): void {
    frame?.remove();
    frame = document.createElement("iframe");
    frame.title = texts.panel;
    // Enough for the panel to run, to take a question (its form is sent nowhere: the panel's own policy forbids that)
    // and to open a source in a new tab; never to move the host page.
    frame.setAttribute(
      "sandbox",
      "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox",
    );
    frame.addEventListener("load", () => {
      tellPanel({ frontdesk: "open" });
      giveUpAfter(answerTimeoutMs);
    });
    frame.src = panelUrl.href;
    stage.append(frame, loading);
    giveUpAfter(loadTimeoutMs);
  }

  function show(previous: LauncherState): void {
    const expanded = state.phase !== "closed";
    stage.hidden = !expanded;
    stage.classList.toggle("small", state.phase === "refused");
    launcher.setAttribute("aria-expanded", String(expanded));
    launcher.setAttribute("aria-label", expanded ? texts.close : texts.open);
    if (state.phase === "opening" && previous.phase === "closed") loadFrame();
    if (state.phase === "refused") {
      frame?.remove();
      loading.remove();
      stage.append(refused);
      refusedClose.focus();
    } else {
      refused.remove();
    }
    if (state.phase === "open" && previous.phase !== "open") {
      loading.remove();
      frame?.focus();
      tellPanel({ frontdesk: "open" });
    }
    if (!expanded && previous.phase !== "closed") launcher.focus();
  }

  function apply(event: LauncherEvent): void {
    const previous = state;
    state = nextLauncherState(state, event);
    if (state.phase !== "opening") clearTimeout(deadline);
    if (state !== previous) show(previous);
  }

  function onMessage(event: MessageEvent): void {
    const message = readPanelMessage(event, frame?.contentWindow, panelUrl.origin);
    if (message) apply(message);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && state.phase !== "closed") apply("close");
  }

  // While the panel covers the page, focus must not wander behind it, where nobody could see it.
  function keepFocus(event: FocusEvent): void {
    if (state.phase === "open" && fullScreen.matches && event.target !== host) frame?.focus();
  }

  launcher.setAttribute("aria-label", texts.open);
  launcher.addEventListener(
    "click",
    () => {
      addEventListener("message", onMessage);
      document.addEventListener("keydown", onKey);
      document.addEventListener("focusin", keepFocus);
    },
    { once: true },
  );
  launcher.addEventListener("click", () => apply("toggle"));
  refusedClose.addEventListener("click", () => apply("close"));
  document.body.append(host);
}
