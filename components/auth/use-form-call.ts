"use client";
import { useState, type SubmitEvent } from "react";
import { ProblemError, unreachable } from "@/lib/core/problem";

/**
 * A form of a button alone: `call` asks the server once, and throws what it says. Tells whether it is at work, whether it
 * is done, and which problem there is.
 */
export function useFormCall(call: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const perform = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await call();
      setDone(true);
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : unreachable());
      setBusy(false);
    }
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void perform();
  };
  return { busy, done, problem, onSubmit };
}
