"use client";
import type { ConfirmDialogProps } from "./alert-dialog-opened";
import { later } from "./later";
import { OnceOpened } from "./once-opened";

const OpenedConfirmDialog = later(() =>
  import("./alert-dialog-opened").then((module) => module.OpenedConfirmDialog),
);

/** Asks before something is lost; says what. Stays open while the deed is at work. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <OnceOpened open={props.open}>
      <OpenedConfirmDialog {...props} />
    </OnceOpened>
  );
}
