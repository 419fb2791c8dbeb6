/**
 * `opening`: the frame is loading; `open`: the panel answered; `refused`: it did not, because this
 * page is not an allowed origin, the key is unknown, or the server is away (never told apart here).
 */
export type LauncherPhase = "closed" | "opening" | "open" | "refused";

export interface LauncherState {
  phase: LauncherPhase;
  /** The panel has answered once, so opening again needs no handshake. */
  ready: boolean;
}

export type LauncherEvent = "toggle" | "close" | "ready" | "timeout";

export const closedLauncher: LauncherState = { phase: "closed", ready: false };

/** The next state of the launcher; events that make no sense in a state leave it as it is. */
export function nextLauncherState(state: LauncherState, event: LauncherEvent): LauncherState {
  switch (event) {
    case "toggle":
      if (state.phase !== "closed") return { ...state, phase: "closed" };
      return { ...state, phase: state.ready ? "open" : "opening" };
    case "close":
      return state.phase === "closed" ? state : { ...state, phase: "closed" };
    case "ready":
      // A panel that answers after the visitor closed it again must not pop up by itself.
      return { phase: state.phase === "closed" ? "closed" : "open", ready: true };
    case "timeout":
      return state.phase === "opening" ? { ...state, phase: "refused" } : state;
  }
}
