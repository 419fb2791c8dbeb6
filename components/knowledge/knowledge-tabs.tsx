"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { flagsQuery } from "@/lib/domains/knowledge/check/queries";

const TABS = [
  { name: "Documents", path: "" },
  { name: "Websites", path: "/sources" },
  { name: "Check", path: "/check" },
];

/** The parts of the knowledge base, each an address of its own. */
export function KnowledgeTabs({ slug }: { slug: string }) {
  const pathname = usePathname();
  const { contradiction = 0, duplicate = 0 } =
    useInfiniteQuery(flagsQuery(slug, {})).data?.pages[0]?.counts ?? {};
  const open = contradiction + duplicate;
  return (
    <nav aria-label="Knowledge" className="mb-5 flex gap-5 border-b">
      {TABS.map(({ name, path }) => {
        const href = `/${slug}/knowledge${path}`;
        const current = pathname === href;
        return (
          <Link
            key={path}
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(
              "-mb-px flex items-center gap-1.5 rounded-t-sm border-b-2 base:border-transparent pb-2 text-[0.8125rem] pointer-coarse:py-3 font-medium base:text-muted transition-colors hover:text-ink",
              current && "border-ink text-ink",
            )}
          >
            {name}
            {path === "/check" && open > 0 && (
              <span className="text-muted tabular-nums">{open}</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
