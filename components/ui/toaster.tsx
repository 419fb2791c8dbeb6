"use client";
import { lazy, useSyncExternalStore } from "react";
import { OnceOpened } from "./once-opened";
import { firstToast } from "./toast";

const OpenedToaster = lazy(() =>
  import("./toaster-opened").then((module) => ({ default: module.OpenedToaster })),
);

/** Where toasts appear from the first one on; `toast` sends them. */
export function Toaster() {
  const isWanted = useSyncExternalStore(firstToast.subscribe, firstToast.isWanted, () => false);
  return (
    <OnceOpened open={isWanted}>
      <OpenedToaster />
    </OnceOpened>
  );
}
