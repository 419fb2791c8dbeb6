import { ExternalLink } from "lucide-react";
import { safeLink } from "@/widget/panel/answer/safe-link";

/** The way to the page that a source was read from; nothing for one without an address, or with an unsafe one. */
export function SourceLink({ url }: { url: string | null }) {
  const link = safeLink(url ?? undefined);
  if (!link) return null;
  return (
    <a
      href={link}
      target="_blank"
      rel="noopener noreferrer"
      className="mt-1.5 inline-flex items-center gap-1 font-medium text-accent hover:underline"
    >
      {new URL(link).host}
      <ExternalLink className="size-3" aria-label="(opens in a new tab)" />
    </a>
  );
}
