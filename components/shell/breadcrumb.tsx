import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { SECTIONS, SETTINGS, type SectionPath } from "./sections";

interface Step {
  name: string;
  /** Within the organization, as "knowledge/sources". */
  path: string;
}

/** Where a page below a section stands, and the way back up. */
export function Breadcrumb({
  slug,
  section,
  view = "",
  through = [],
  page,
  className = "mb-3",
}: {
  slug: string;
  section: SectionPath | "settings";
  /** What the section showed, as "?filter=mine". */
  view?: string;
  /** What lies between the section and the page. */
  through?: readonly Step[];
  page: ReactNode;
  className?: string;
}) {
  const steps: readonly Step[] = section === "settings" ? [SETTINGS] : SECTIONS;
  const above: Step[] = [
    ...steps
      .filter(({ path }) => path === section)
      .map(({ name, path }) => ({ name, path: path + view })),
    ...through,
  ];
  return (
    <nav aria-label="Breadcrumb" className={cn("text-[0.8125rem] text-muted", className)}>
      <ol className="flex min-w-0 items-center">
        {above.map(({ name, path }) => (
          <li key={path} className="flex shrink-0 items-center">
            <Link href={`/${slug}/${path}`} className="rounded-sm py-1 hover:text-ink">
              {name}
            </Link>
            <span aria-hidden className="px-1.5 select-none">
              /
            </span>
          </li>
        ))}
        <li className="min-w-0 truncate text-ink" dir="auto" aria-current="page">
          {page}
        </li>
      </ol>
    </nav>
  );
}
