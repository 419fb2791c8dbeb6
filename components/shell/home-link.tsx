"use client";
import Link from "next/link";
import { useParams } from "next/navigation";
import type { ReactNode } from "react";

/**
 * Leads to the inbox of the organization whose address this is. It comes with every page's first load, since any page may
 * turn out not to be there, so it is made of nothing that is not in the page anyway.
 */
export function HomeLink({ children }: { children: ReactNode }) {
  const { orgSlug } = useParams<{ orgSlug: string }>();
  return (
    <Link
      href={`/${orgSlug}/inbox`}
      className="inline-flex h-9 items-center rounded-md bg-primary px-3.5 text-sm font-medium text-on-primary shadow-xs hover:bg-primary-hover"
    >
      {children}
    </Link>
  );
}
