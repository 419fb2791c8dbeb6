import { CopyButton } from "@/components/ui/copy-button";

/** A block of code with a name; long lines scroll inside it. */
export function Code({ title, children }: { title: string; children: string }) {
  return (
    <figure className="overflow-hidden rounded-lg border bg-surface shadow-xs">
      <figcaption className="flex h-9 items-center justify-between border-b bg-subtle pr-1.5 pl-4 text-xs text-muted">
        {title}
        <CopyButton text={children} label={`Copy: ${title}`} />
      </figcaption>
      <pre
        tabIndex={0}
        aria-label={title}
        className="max-h-96 overflow-auto px-4 py-3 font-mono text-xs leading-relaxed"
      >
        {children}
      </pre>
    </figure>
  );
}

export function Inline({ children }: { children: string }) {
  return (
    <code className="rounded-sm bg-subtle px-1 py-0.5 font-mono text-[0.9em] break-words">
      {children}
    </code>
  );
}

/** A text with what stands in backticks as code. */
export function Words({ text }: { text: string }) {
  return text
    .split("`")
    .map((part, at) => (at % 2 === 1 ? <Inline key={at}>{part}</Inline> : part));
}
