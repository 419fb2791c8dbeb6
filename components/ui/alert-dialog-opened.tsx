"use client";
import { AlertDialog } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { DialogActions } from "./dialog";
import { overlayStyle, panelStyle } from "./dialog-style";
import { useReturnFocus } from "./use-return-focus";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  action: string;
  cancel?: string;
  busy?: boolean;
  /** Where a choice in a list asks: the control of that list. */
  openedBy?: RefObject<HTMLElement | null>;
  onConfirm: () => void;
}

export function OpenedConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  action,
  cancel = "Cancel",
  busy = false,
  openedBy,
  onConfirm,
}: ConfirmDialogProps) {
  const focus = useReturnFocus(openedBy);
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyle} />
        <AlertDialog.Content {...focus} className={cn(panelStyle, "top-[20dvh] max-w-md p-5")}>
          <AlertDialog.Title className="text-base font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 space-y-2 text-sm text-muted">{children}</div>
          </AlertDialog.Description>
          <DialogActions>
            <AlertDialog.Cancel asChild>
              <Button>{cancel}</Button>
            </AlertDialog.Cancel>
            <Button variant="danger" busy={busy} onClick={onConfirm}>
              {action}
            </Button>
          </DialogActions>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
