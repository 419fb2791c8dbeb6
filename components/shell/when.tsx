"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** A moment in the reader's own time zone; the server does not know it, so the text comes with the browser. */
export function When({ at }: { at: string }) {
  const text = useSyncExternalStore(
    never,
    () =>
      new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(
        new Date(at),
      ),
    () => "",
  );
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
