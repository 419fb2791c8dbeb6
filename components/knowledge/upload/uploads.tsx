"use client";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { describeError, ProblemError } from "@/lib/core/problem";
import { uploadDocument } from "@/lib/domains/knowledge/upload-queries";
import { nextToStart, uploadsAfter, worthRetrying, type Upload } from "./upload-state";
import { UploadTray } from "./upload-tray";

function useWarningBeforeLeaving(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}

/** Sends the files that are given, a few at once, and shows them in a tray. `given` only ever grows. */
export function Uploads({ slug, given }: { slug: string; given: readonly File[] }) {
  const [uploads, dispatch] = useReducer(uploadsAfter, []);
  const running = useRef(new Map<string, AbortController>());

  const send = useCallback(
    async ({ id, file }: Upload) => {
      const controller = new AbortController();
      running.current.set(id, controller);
      dispatch({ type: "start", id });
      try {
        const onSent = (bytes: number) => dispatch({ type: "sent", id, bytes });
        const accepted = await uploadDocument(slug, file, onSent, controller.signal);
        dispatch({ type: "accepted", id, documentId: accepted.id, jobId: accepted.jobId });
      } catch (error) {
        if (controller.signal.aborted) return;
        const canRetry = error instanceof ProblemError ? worthRetrying(error.problem) : true;
        dispatch({ type: "failed", id, reason: describeError(error).detail, canRetry });
      } finally {
        running.current.delete(id);
      }
    },
    [slug],
  );

  useEffect(() => {
    for (const upload of nextToStart(uploads)) {
      if (!running.current.has(upload.id)) void send(upload);
    }
  }, [uploads, send]);

  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
    };
  }, []);

  useWarningBeforeLeaving(uploads.some(({ phase }) => phase === "waiting" || phase === "sending"));

  const taken = useRef(0);
  useEffect(() => {
    const files = given.slice(taken.current);
    taken.current = given.length;
    dispatch({ type: "add", files: files.map((file) => ({ id: crypto.randomUUID(), file })) });
  }, [given]);

  const cancel = (id: string) => {
    running.current.get(id)?.abort();
    dispatch({ type: "remove", ids: [id] });
  };
  return (
    <UploadTray
      slug={slug}
      uploads={uploads}
      onCancel={cancel}
      onRetry={(id) => dispatch({ type: "retry", id })}
      onClear={(ids) => dispatch({ type: "remove", ids })}
    />
  );
}
