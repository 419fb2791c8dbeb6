"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";

const PAGES = [
  ["/operator", "Tenants"],
  ["/operator/circuit-breakers", "Outside services"],
] as const;

/** The pages of the installation's operators. */
export function OperatorNav() {
  const path = usePathname();
  return (
    <nav aria-label="Operators" className="mb-6 flex gap-5 border-b text-sm">
      {PAGES.map(([href, name]) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? "page" : undefined}
          className="-mb-px border-b-2 border-transparent py-2 text-muted hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
