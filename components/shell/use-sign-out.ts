"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { describeError, ProblemError, unreachable } from "@/lib/core/problem";

/** Ends the session of this browser and leaves for the sign-in page, or another `destination`. */
export function useSignOut(destination = "/sign-in"): {
  leaving: boolean;
  leave: () => Promise<void>;
} {
  const client = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    try {
      const { endSession } = await import("./end-session");
      await endSession();
    } catch (error) {
      setLeaving(false);
      toast.error("You are still signed in", {
        description: describeError(error instanceof ProblemError ? error : unreachable()).detail,
      });
      return;
    }
    client.clear();
    // A whole new page, so that nothing of this session stays in the browser's memory.
    window.location.assign(destination);
  };
  return { leaving, leave };
}
