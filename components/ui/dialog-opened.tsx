"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { overlayStyle, panelStyle } from "./dialog-style";
import { useReturnFocus } from "./use-return-focus";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  /** Whether a click beside it closes it; not where something is shown only once. */
  closesOutside?: boolean;
  className?: string;
  children: ReactNode;
}

export function OpenedDialog({
  open,
  onOpenChange,
  title,
  description,
  closesOutside = true,
  className,
  children,
}: DialogProps) {
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
              className="-mt-1 -mr-2 flex size-8 pointer-coarse:-mt-2 pointer-coarse:size-11 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
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
