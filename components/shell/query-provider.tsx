"use client";
import {
  MutationCache,
  notifyManager,
  QueryCache,
  QueryClient,
  QueryClientProvider,
} from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ProblemError } from "@/lib/core/problem";

// Before the browser paints again: a box that was ticked would show what it was before for a moment.
notifyManager.setScheduler(queueMicrotask);

const ATTEMPTS = 3;

/** What a repeat cannot mend: a refusal. A server or a line that failed may recover. */
function worthRepeating(failures: number, error: Error): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status } = error.problem;
  return failures < ATTEMPTS - 1 && (status === 0 || status >= 500);
}

function signInAgainWhenEnded(error: Error): void {
  if (!(error instanceof ProblemError) || !error.is("unauthenticated")) return;
  const back = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(back)}`);
}

/** The cache of one organization: give it the slug as its key, and a switch begins with an empty one. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: signInAgainWhenEnded }),
        mutationCache: new MutationCache({ onError: signInAgainWhenEnded }),
        defaultOptions: {
          // Without a line a call fails, and is told; waiting for it in silence looks like a page that hangs.
          queries: {
            retry: worthRepeating,
            staleTime: 5000,
            networkMode: "always",
            refetchOnReconnect: true,
          },
          mutations: { networkMode: "always" },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
