"use client";
import { type ReactNode } from "react";
import type { DialogProps } from "./dialog-opened";
import { later } from "./later";
import { OnceOpened } from "./once-opened";

const OpenedDialog = later(() => import("./dialog-opened").then((module) => module.OpenedDialog));

/** A modal with a title; on a phone it comes up from the bottom edge. */
export function Dialog(props: DialogProps) {
  return (
    <OnceOpened open={props.open}>
      <OpenedDialog {...props} />
    </OnceOpened>
  );
}

/** The buttons at a dialog's end. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-5 flex justify-end gap-2 max-sm:flex-col-reverse max-sm:[&>*]:h-11">
      {children}
    </div>
  );
}
