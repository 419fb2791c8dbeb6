"use client";
import { useState, type SubmitEvent } from "react";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { ProblemError, unreachable } from "@/lib/core/problem";

/**
 * A form before sign-in that calls the server once: `call` gets its fields and throws what is wrong with them. Says
 * whether it is at work, whether it is done, and which problem there is. It stays busy once done, while a page follows.
 */
export function useFormCall(call: (form: FormData) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const formRef = useFocusInvalid(problem);
  const perform = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await call(new FormData(event.currentTarget));
      setDone(true);
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : unreachable());
      setBusy(false);
    }
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => void perform(event);
  return { busy, done, problem, formRef, onSubmit };
}
