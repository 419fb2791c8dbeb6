"use client";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * For a page that stands in the place of none: from there Next's router changes the address alone and leaves what is shown,
 * so the next page is loaded as if it had been typed.
 */
export function ReloadOnLeave() {
  const pathname = usePathname();
  const [first] = useState(pathname);
  useEffect(() => {
    if (pathname !== first) location.reload();
  }, [pathname, first]);
  return null;
}
