import { ConciergeBell } from "lucide-react";
import { cn } from "@/components/ui/cn";

function LogoMark({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-7 shrink-0 items-center justify-center rounded-md bg-[oklch(0.265_0.03_264)] text-brass",
        className,
      )}
    >
      <ConciergeBell className="size-[62%]" strokeWidth={2} />
    </span>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span
      className={cn(
        "flex items-center gap-2 text-[0.9375rem] font-semibold tracking-tight",
        className,
      )}
    >
      <LogoMark />
      Frontdesk
    </span>
  );
}
