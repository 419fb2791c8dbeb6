"use client";
import { createContext, use, useMemo, useState, type ReactNode } from "react";
import { later } from "@/components/ui/later";
import { OnceOpened } from "@/components/ui/once-opened";

const Uploads = later(() => import("./uploads").then((module) => module.Uploads));

interface Uploader {
  add: (files: Iterable<File>) => void;
}

const Context = createContext<Uploader | undefined>(undefined);

/** How to upload files from anywhere inside the organization. */
export function useUploads(): Uploader {
  const uploads = use(Context);
  if (!uploads) throw new Error("useUploads stands outside of an UploadProvider");
  return uploads;
}

/** Keeps uploads going while people move about inside one organization; what they take is loaded with the first file. */
export function UploadProvider({ slug, children }: { slug: string; children: ReactNode }) {
  const [given, setGiven] = useState<readonly File[]>([]);
  const value = useMemo<Uploader>(
    () => ({ add: (files) => setGiven((before) => [...before, ...files]) }),
    [],
  );
  return (
    <Context value={value}>
      {children}
      <OnceOpened open={given.length > 0}>
        <Uploads slug={slug} given={given} />
      </OnceOpened>
    </Context>
  );
}
