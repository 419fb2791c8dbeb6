"use client";
import { useEffect } from "react";
import { toast, Toaster as Sonner } from "sonner";
import { takeToasts } from "./toast";

/** Where toasts appear. */
export function OpenedToaster() {
  // After the first paint, when the live region is there for assistive technology to notice what comes into it.
  useEffect(() => takeToasts(({ kind, title, options }) => toast[kind](title, options)), []);
  return (
    <Sonner
      position="bottom-center"
      gap={8}
      // Its own sheet names another font, by a rule that no layer of ours can beat.
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        duration: 5000,
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-lg bg-raised px-3.5 py-3 text-sm text-ink shadow-raised sm:w-96 [&>[data-icon]]:mt-0.5 [&_[data-icon]_svg]:size-4",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "mt-0.5 text-[0.8125rem] text-muted",
          success: "[&>[data-icon]]:text-success",
          error: "[&>[data-icon]]:text-danger",
          actionButton: "-my-2 shrink-0 py-2 font-medium text-accent hover:underline",
        },
      }}
    />
  );
}
