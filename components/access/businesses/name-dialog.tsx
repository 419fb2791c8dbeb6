"use client";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import type { NameFormProps } from "./name-form";

const NameForm = later(() => import("./name-form").then((module) => module.NameForm));

interface NameDialogProps extends Omit<NameFormProps, "onDone"> {
  title: string;
  description?: string;
}

/** Asks for the name of something that is made or renamed. */
export function NameDialog({
  open,
  onOpenChange,
  ...props
}: NameDialogProps & { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { title, description } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      {...(description && { description })}
    >
      <NameForm {...props} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
