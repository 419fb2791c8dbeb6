"use client";
import { FilePlus2, MessageCircleQuestion, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { useUploads } from "../upload/upload-provider";
import { ACCEPTED } from "../upload/upload-state";

/** The three ways in: files, a pasted text, a question with its answer. */
export function AddKnowledge({
  slug,
  quiet = false,
}: {
  slug: string;
  /** Beside another way that is the first choice there. */
  quiet?: boolean;
}) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const uploads = useUploads();
  return (
    <div className="flex flex-wrap gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-2 max-sm:[&_button]:w-full max-sm:[&>:last-child]:col-span-2 max-sm:[&>:last-child]:row-start-1">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED.join(",")}
        aria-label="Files to upload"
        onChange={(event) => {
          uploads.add(event.target.files ?? []);
          // The same file can be chosen again, after it was mended.
          event.target.value = "";
        }}
      />
      <Permitted permission="kb:write">
        {(disabled) => (
          <Button
            disabled={disabled}
            onClick={() => router.push(`/${slug}/knowledge/new?kind=faq`)}
          >
            <MessageCircleQuestion aria-hidden />
            New FAQ
          </Button>
        )}
      </Permitted>
      <Permitted permission="kb:write">
        {(disabled) => (
          <Button disabled={disabled} onClick={() => router.push(`/${slug}/knowledge/new`)}>
            <FilePlus2 aria-hidden />
            Paste text
          </Button>
        )}
      </Permitted>
      <Permitted permission="kb:write">
        {(disabled) => (
          <Button
            variant={quiet ? "secondary" : "primary"}
            disabled={disabled}
            onClick={() => input.current?.click()}
          >
            <Upload aria-hidden />
            Upload files
          </Button>
        )}
      </Permitted>
    </div>
  );
}
