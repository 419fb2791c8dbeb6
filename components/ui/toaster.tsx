"use client";
import { useSyncExternalStore } from "react";
import { later } from "./later";
import { OnceOpened } from "./once-opened";
import { firstToast } from "./toast";

const OpenedToaster = later(() =>
  import("./toaster-opened").then((module) => module.OpenedToaster),
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
