"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useReturnFocus } from "./use-return-focus";

export const overlayStyle = "fixed inset-0 z-40 animate-fade bg-[oklch(0.18_0.02_262/0.45)]";
export const panelStyle =
  "fixed inset-x-3 top-[8dvh] z-50 mx-auto flex max-h-[84dvh] w-auto max-w-xl animate-enter flex-col rounded-xl bg-raised shadow-raised max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:max-h-[92dvh] max-sm:max-w-none max-sm:rounded-b-none";

/** A modal with a title; on a phone it comes up from the bottom edge. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closesOutside = true,
  className,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  /** Whether a click beside it closes it; not where something is shown only once. */
  closesOutside?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          className={cn(panelStyle, className)}
          {...(!description && { "aria-describedby": undefined })}
          {...focus}
          onInteractOutside={(event) => {
            if (!closesOutside) event.preventDefault();
          }}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-5">
            <div>
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-[0.8125rem] text-muted">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label="Close"
              className="-mt-1 -mr-2 flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
            >
              <X className="size-4" aria-hidden />
            </Radix.Close>
          </div>
          <div className="overflow-y-auto px-5 pt-4 pb-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
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
