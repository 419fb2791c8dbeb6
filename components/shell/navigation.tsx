"use client";
import { Braces } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { SECTION_GROUPS, type Section } from "./sections";

const itemStyle =
  "flex h-8 items-center gap-2.5 rounded-md px-2 text-sm base:text-muted transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11 max-md:h-11 max-md:text-base [&_svg]:size-4";

const groupStyle = "px-2 pt-0.5 pb-1.5 text-xs font-medium text-muted";

interface Place {
  slug: string;
  onNavigate?: () => void;
}

function SectionLink({ slug, section, onNavigate }: Place & { section: Section }) {
  const { name, path, icon: Icon, alert: Alert } = section;
  const current = usePathname().startsWith(`/${slug}/${path}`);
  return (
    <Link
      href={`/${slug}/${path}`}
      aria-current={current ? "page" : undefined}
      {...(onNavigate && { onClick: onNavigate })}
      className={cn(itemStyle, current && "bg-hover font-medium text-ink")}
    >
      <Icon aria-hidden />
      {name}
      {Alert && <Alert />}
    </Link>
  );
}

export function Navigation({ slug, onNavigate }: Place) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-5">
      {SECTION_GROUPS.map(({ name, path, sections }) => (
        <div key={name} role="group" aria-label={name} className="flex flex-col gap-0.5">
          {path ? (
            <Link
              href={`/${slug}/${path}`}
              {...(onNavigate && { onClick: onNavigate })}
              className={cn(groupStyle, "self-start rounded-sm hover:text-ink")}
            >
              {name}
            </Link>
          ) : (
            <p aria-hidden className={groupStyle}>
              {name}
            </p>
          )}
          {sections.map((section) => (
            <SectionLink
              key={section.path}
              slug={slug}
              section={section}
              {...(onNavigate && { onNavigate })}
            />
          ))}
        </div>
      ))}
      <Link href="/docs/api" {...(onNavigate && { onClick: onNavigate })} className={itemStyle}>
        <Braces aria-hidden />
        API
      </Link>
    </nav>
  );
}
