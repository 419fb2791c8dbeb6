import type { ExternalToast } from "sonner";

type Kind = "success" | "warning" | "error";
interface Toast {
  kind: Kind;
  title: string;
  options: ExternalToast | undefined;
}

// One page has one place for toasts (the Toaster), which is loaded when the first one is said.
const waiting: Toast[] = [];
let isWanted = false;
let onWanted: (() => void) | undefined;
let show: ((toast: Toast) => void) | undefined;

const say = (kind: Kind) => (title: string, options?: ExternalToast) => {
  const said = { kind, title, options };
  if (show) return show(said);
  waiting.push(said);
  isWanted = true;
  onWanted?.();
};

/** Says briefly what has happened, at the bottom of the page. */
export const toast = { success: say("success"), warning: say("warning"), error: say("error") };

/** For the Toaster: whether anything has been said yet, and to hear of the first that is. */
export const firstToast = {
  isWanted: () => isWanted,
  subscribe: (listener: () => void) => {
    onWanted = listener;
    return () => {
      onWanted = undefined;
    };
  },
};

/** For what shows them: takes over what has been said so far, and all that follows. */
export function takeToasts(taker: (toast: Toast) => void): void {
  show = taker;
  for (const said of waiting.splice(0)) taker(said);
}
