import { CopyButton } from "@/components/ui/copy-button";

/** Lines to copy. */
export function Code({ label, children }: { label: string; children: string }) {
  return (
    <div className="relative">
      <pre
        aria-label={label}
        tabIndex={0}
        className="overflow-x-auto rounded-md border bg-subtle px-4 py-3 pr-12 font-mono text-[0.8125rem] leading-relaxed"
      >
        {children}
      </pre>
      <CopyButton
        text={children}
        label={`Copy: ${label}`}
        className="absolute top-2 right-2 bg-surface"
      />
    </div>
  );
}
