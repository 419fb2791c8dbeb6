"use client";
import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  type ReactNode,
} from "react";
import { describeError, ProblemError } from "@/lib/core/problem";
import { refreshKnowledge, uploadDocument } from "@/lib/domains/knowledge/queries";
import { nextToStart, uploadsAfter, worthRetrying, type Upload } from "./upload-state";
import { UploadTray } from "./upload-tray";

interface Uploads {
  add: (files: Iterable<File>) => void;
}

const Context = createContext<Uploads | undefined>(undefined);

/** How to upload files from anywhere inside the organization. */
export function useUploads(): Uploads {
  const uploads = use(Context);
  if (!uploads) throw new Error("useUploads stands outside of an UploadProvider");
  return uploads;
}

function useWarningBeforeLeaving(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}

/** Keeps uploads going while people move about inside one organization, and shows them in a tray. */
export function UploadProvider({ slug, children }: { slug: string; children: ReactNode }) {
  const client = useQueryClient();
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
        await refreshKnowledge(client, slug);
      } catch (error) {
        if (controller.signal.aborted) return;
        const canRetry = error instanceof ProblemError ? worthRetrying(error.problem) : true;
        dispatch({ type: "failed", id, reason: describeError(error).detail, canRetry });
      } finally {
        running.current.delete(id);
      }
    },
    [client, slug],
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

  const value = useMemo<Uploads>(
    () => ({
      add: (files) =>
        dispatch({
          type: "add",
          files: [...files].map((file) => ({ id: crypto.randomUUID(), file })),
        }),
    }),
    [],
  );
  const cancel = (id: string) => {
    running.current.get(id)?.abort();
    dispatch({ type: "remove", ids: [id] });
  };
  return (
    <Context value={value}>
      {children}
      <UploadTray
        slug={slug}
        uploads={uploads}
        onCancel={cancel}
        onRetry={(id) => dispatch({ type: "retry", id })}
        onClear={(ids) => dispatch({ type: "remove", ids })}
      />
    </Context>
  );
}
