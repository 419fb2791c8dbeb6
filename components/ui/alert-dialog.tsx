"use client";
import { lazy } from "react";
import type { ConfirmDialogProps } from "./alert-dialog-opened";
import { OnceOpened } from "./once-opened";

const OpenedConfirmDialog = lazy(() =>
  import("./alert-dialog-opened").then((module) => ({ default: module.OpenedConfirmDialog })),
);

/** Asks before something is lost; says what. Stays open while the deed is at work. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <OnceOpened open={props.open}>
      <OpenedConfirmDialog {...props} />
    </OnceOpened>
  );
}
