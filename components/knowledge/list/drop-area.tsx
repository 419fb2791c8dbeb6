"use client";
import { Upload } from "lucide-react";
import { useState, type DragEvent, type ReactNode } from "react";
import { useMay } from "@/components/shell/permissions";
import { useUploads } from "../upload/upload-provider";

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

/** Takes files that are dropped anywhere on its content. */
export function DropArea({ children }: { children: ReactNode }) {
  const uploads = useUploads();
  const may = useMay("kb:write");
  // Entering a child comes before leaving its parent, so the two are counted against each other.
  const [depth, setDepth] = useState(0);
  if (!may) return children;
  return (
    <div
      className="relative min-h-[60dvh]"
      onDragEnter={(event) => carriesFiles(event) && setDepth((entered) => entered + 1)}
      onDragLeave={(event) => carriesFiles(event) && setDepth((entered) => entered - 1)}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setDepth(0);
        uploads.add(event.dataTransfer.files);
      }}
    >
      {children}
      {depth > 0 && (
        <div className="pointer-events-none absolute -inset-2 z-20 flex flex-col items-center justify-center gap-2 rounded-xl border-2 border-dashed border-accent bg-accent-soft/90 text-accent">
          <Upload className="size-7" aria-hidden />
          <p className="font-medium">Drop the files to add them</p>
        </div>
      )}
    </div>
  );
}
