"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "./toast";
import { Button } from "./button";
import { cn } from "./cn";

const SHOWN_MS = 1600;

/** Copies a text and says so. With `children` it is a button with words. */
export function CopyButton({
  text,
  label,
  children,
  className,
}: {
  text: string;
  label: string;
  children?: string;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const refused = () => {
    toast.error("Not copied", { description: "The browser refused. Select the text instead." });
  };
  const copy = () => {
    // On a plain http address browsers offer no clipboard at all.
    if (window.isSecureContext)
      navigator.clipboard.writeText(text).then(() => setCopied(true), refused);
    else refused();
  };
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant={children ? "secondary" : "ghost"}
      size={children ? "sm" : "icon"}
      onClick={copy}
      aria-label={copied ? "Copied" : label}
      className={cn(
        !children && "size-7 pointer-coarse:size-9 [&_svg]:size-3.5",
        copied && "text-success",
        className,
      )}
    >
      <Icon aria-hidden />
      {children && (copied ? "Copied" : children)}
    </Button>
  );
}
