"use client";
import { useRouter } from "next/navigation";

/** The action of a message that long work has begun: leads to where it is followed. */
export function useShowJobs(slug: string): { label: string; onClick: () => void } {
  const router = useRouter();
  return { label: "Show progress", onClick: () => router.push(`/${slug}/jobs`) };
}
