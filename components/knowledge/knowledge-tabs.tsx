"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

const TABS = [
  { name: "Documents", path: "" },
  { name: "Websites", path: "/sources" },
];

/** The parts of the knowledge base, each an address of its own. */
export function KnowledgeTabs({ slug }: { slug: string }) {
  const pathname = usePathname();
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
              "-mb-px rounded-t-sm border-b-2 border-transparent pb-2 text-[0.8125rem] font-medium text-muted transition-colors hover:text-ink",
              current && "border-ink text-ink",
            )}
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
