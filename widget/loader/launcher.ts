import type { PanelMessage } from "../shared/frame-messages";
import type { Identity } from "../shared/identity";
import type { Widget } from "./api";
import { buildElements } from "./elements";
import { openFrame, type PanelFrame } from "./frame";
import {
  closedLauncher,
  nextLauncherState,
  type LauncherEvent,
  type LauncherState,
} from "./launcher-state";
import { ownStyles, type Place } from "./styles";
import { loaderTexts, pageLanguage } from "./texts";

export interface Look {
  key: string;
  panel: URL;
  color: string;
  side: Place["side"];
}

export interface Launcher extends Widget {
  side: Place["side"];
  place: (place: Place) => void;
  /** Whether it is on the page, or is to be. */
  mounted: () => boolean;
  /** Puts it (back) on the page; true if it was not there. */
  mount: () => boolean;
  relabel: () => void;
}

/** A message's way into the frame, and what the panel does then. */
const forgetMs = 300;

/** Told of what happens to a launcher. */
type Emit = (type: FrontdeskEvent | "placed" | "opening") => void;

/** A page without an origin (a file, a sandboxed frame) can be allowed by nobody, so nothing is asked for it. */
const nowhere = () => !self.origin.startsWith("http");

/** The launcher button of one widget. Nothing is requested or stored before it is opened. */
export function createLauncher({ key, panel, color, side }: Look, emit: Emit): Launcher {
  const parts = buildElements();
  const { host, launcher, stage, loading, refused } = parts;
  const fullScreen = matchMedia("(max-width: 520px), (max-height: 480px)");
  let state: LauncherState = closedLauncher;
  let frame: PanelFrame | undefined;
  let identity: Identity | null | undefined;
  let questions: string[] = [];
  let unread = 0;
  let returnTo: Element | null = null;
  let gone = false;

  function relabel(): void {
    const texts = loaderTexts(pageLanguage());
    const news = unread ? `${texts.unread}: ${unread}` : "";
    const open = news ? `${texts.open}, ${news}` : texts.open;
    launcher.ariaLabel = state.phase === "closed" ? open : texts.close;
    parts.badge.textContent = unread ? String(unread) : "";
    parts.told.textContent = news;
    loading.textContent = texts.loading;
    parts.refusedText.textContent = texts.refused;
    parts.refusedClose.textContent = texts.close;
  }

  function loadFrame(): void {
    frame?.drop();
    if (nowhere()) return apply("timeout");
    const onMessage = (kind: PanelMessage["frontdesk"]): void => {
      if (kind === "ready" || kind === "close") return apply(kind);
      if (kind === "message" && state.phase === "closed") unread++;
      relabel();
      emit(kind);
    };
    frame = openFrame(panel, onMessage, () => apply("timeout"));
    relabel();
    stage.append(frame.element, loading);
  }

  function tellAll(): void {
    if (identity !== undefined) frame?.tell({ frontdesk: "identify", identity });
    for (const question of questions) frame?.tell({ frontdesk: "ask", question });
    questions = [];
  }

  function giveFocusBack(): void {
    launcher.focus();
    // Where a script opened it: to where the visitor was. The page's body takes no focus, and the launcher keeps it.
    if (returnTo !== host && returnTo instanceof HTMLElement) returnTo.focus();
  }

  function show(previous: LauncherState, quiet: boolean): void {
    const expanded = state.phase !== "closed";
    stage.hidden = !expanded;
    stage.classList.toggle("small", state.phase === "refused");
    launcher.ariaExpanded = String(expanded);
    parts.drawn(expanded);
    if (expanded) unread = 0;
    relabel();
    if (state.phase === "opening" && previous.phase === "closed") loadFrame();
    if (state.phase === "refused" && previous.phase !== "refused") {
      frame?.drop();
      frame = undefined;
      loading.remove();
      stage.append(refused);
      parts.refusedClose.focus();
    } else if (state.phase !== "refused") refused.remove();
    if (state.phase === "open" && previous.phase !== "open") {
      loading.remove();
      frame?.element.focus();
      frame?.tell({ frontdesk: "open" });
    }
    if (!expanded && previous.phase !== "closed" && !quiet) giveFocusBack();
  }

  function apply(event: LauncherEvent, quiet = false): void {
    const previous = state;
    state = nextLauncherState(state, event);
    if (state === previous) return;
    if (previous.phase === "closed" && state.phase !== "closed") {
      returnTo = document.activeElement;
      emit("opening");
    }
    show(previous, quiet);
    if (state.ready && !previous.ready) {
      tellAll();
      emit("ready");
    }
    if (state.phase === "open" && previous.phase !== "open") emit("open");
    if (state.phase === "closed" && previous.phase !== "closed") emit("close");
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && state.phase !== "closed") apply("close");
  }

  // While the panel covers the page, focus must not wander behind it, where nobody could see it.
  function keepFocus(event: FocusEvent): void {
    if (state.phase === "open" && fullScreen.matches && event.target !== host)
      frame?.element.focus();
  }

  function mount(): boolean {
    if (host.isConnected && !gone) return false;
    // A frame that is moved loads anew: what was open is not any more.
    const previous = state;
    reset();
    gone = false;
    host.hidden = false;
    document.body.append(host);
    document.addEventListener("keydown", onKey);
    document.addEventListener("focusin", keepFocus);
    emit("placed");
    if (previous.phase !== "closed") emit("close");
    return true;
  }

  function reset(): void {
    frame?.drop();
    frame = undefined;
    state = closedLauncher;
    unread = 0;
    show(state, true);
  }

  function open(): void {
    if (gone) mount();
    if (state.phase === "closed") apply("toggle");
  }

  launcher.addEventListener("click", () => apply("toggle"));
  parts.refusedClose.addEventListener("click", () => apply("close"));
  return {
    key,
    side,
    open,
    close: (quiet) => apply("close", quiet),
    toggle: () => (state.phase === "closed" ? open() : apply("close")),
    ask: (question) => {
      questions.push(question);
      open();
      if (state.ready) tellAll();
    },
    identify: (given) => {
      identity = given;
      if (state.ready) frame?.tell({ frontdesk: "identify", identity });
    },
    shutdown: () => {
      apply("close");
      gone = host.hidden = true;
      identity = undefined;
      questions = [];
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("focusin", keepFocus);
      emit("placed");
      const forget = () => {
        if (!gone) return;
        reset();
        host.remove();
      };
      // The panel forgets what it keeps in the browser before its frame is dropped.
      frame?.tell({ frontdesk: "shutdown" });
      setTimeout(forget, frame ? forgetMs : 0);
    },
    place: (place) => parts.ownSheet.replaceSync(ownStyles(color, place)),
    mounted: () => !gone,
    mount,
    relabel: () => {
      relabel();
      const language = pageLanguage();
      if (language && state.ready) frame?.tell({ frontdesk: "language", language });
    },
  };
}
