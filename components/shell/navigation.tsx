"use client";
import {
  BookOpenText,
  Braces,
  ChartNoAxesColumn,
  Code,
  FlaskConical,
  KeyRound,
  ListChecks,
  ScrollText,
  Users,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

const SECTIONS = [
  { name: "Knowledge", path: "knowledge", icon: BookOpenText },
  { name: "Playground", path: "playground", icon: FlaskConical },
  { name: "Jobs", path: "jobs", icon: ListChecks },
  { name: "Install", path: "install", icon: Code },
  { name: "API keys", path: "keys", icon: KeyRound },
  { name: "Members", path: "members", icon: Users },
  { name: "Usage", path: "usage", icon: ChartNoAxesColumn },
  { name: "Audit log", path: "audit", icon: ScrollText },
];

/** The section of an organization's page, so that switching organizations stays in it. */
export function sectionOf(pathname: string): string {
  const section = pathname.split("/")[2];
  return SECTIONS.some(({ path }) => path === section) && section ? section : "knowledge";
}

const itemStyle =
  "flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted transition-colors hover:bg-hover hover:text-ink max-md:h-11 max-md:text-base [&_svg]:size-4";

export function Navigation({ slug, onNavigate }: { slug: string; onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      {SECTIONS.map(({ name, path, icon: Icon }) => {
        const current = pathname.startsWith(`/${slug}/${path}`);
        return (
          <Link
            key={path}
            href={`/${slug}/${path}`}
            aria-current={current ? "page" : undefined}
            {...(onNavigate && { onClick: onNavigate })}
            className={cn(itemStyle, current && "bg-hover font-medium text-ink")}
          >
            <Icon aria-hidden />
            {name}
          </Link>
        );
      })}
      <Link href="/docs/api" {...(onNavigate && { onClick: onNavigate })} className={itemStyle}>
        <Braces aria-hidden />
        API
      </Link>
    </nav>
  );
}
