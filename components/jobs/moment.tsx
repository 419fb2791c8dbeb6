"use client";
import { useEffect, useState } from "react";
import { When } from "@/components/shell/when";
import { ago } from "./job-words";

const TICK_MS = 10_000;

/** When something was: how long ago, with the exact time beside it. The words go on with the clock. */
export function Moment({ name, at }: { name: string; at: string }) {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick);
    const timer = setInterval(tick, TICK_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [at]);
  return (
    <span>
      {name} {now !== undefined && <>{ago(at, now)} · </>}
      <When at={at} />
    </span>
  );
}
