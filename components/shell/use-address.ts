"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";

type Params = Pick<URLSearchParams, "get">;

/**
 * What a list's address says, and how to change parts of it: nothing takes a part away. Kept there, a filter survives a
 * reload and the way back.
 */
export function useAddress(): [Params, (change: Record<string, string | undefined>) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const change = (parts: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(parts))
      if (value) next.set(name, value);
      else next.delete(name);
    router.replace(next.size > 0 ? `${pathname}?${next.toString()}` : pathname, { scroll: false });
  };
  return [params, change];
}

/** A search as an address holds it; as long as lists take one. */
export const searchIn = (params: Params, name = "q"): string | undefined =>
  params.get(name)?.trim().slice(0, 200) || undefined;
