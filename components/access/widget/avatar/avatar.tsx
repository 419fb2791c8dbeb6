"use client";
import { ImageUp, Sparkles, Trash2 } from "lucide-react";
import Image from "next/image";
import { useId, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { Button } from "@/components/ui/button";
import { describeError } from "@/lib/core/problem";
import { useSetAvatar } from "@/lib/domains/access/widget/queries";
import { smallPicture } from "./small-picture";

/** The widget's picture. It is saved by itself, as soon as it is chosen. */
export function Avatar({ slug, url }: { slug: string; url: string | null }) {
  const set = useSetAvatar(slug);
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const put = (image: string | null, said: string) =>
    set.mutate(image, {
      onSuccess: () => toast.success(said),
      onError: (failure) => setError(describeError(failure).detail),
    });

  const choose = (file: File | undefined) => {
    setError(undefined);
    if (!file) return;
    smallPicture(file).then(
      (image) => put(image, "Picture changed"),
      () => setError("This picture cannot be used. Choose a PNG, JPEG or WebP file."),
    );
  };

  return (
    <div role="group" aria-labelledby={`${id}-label`} className="flex flex-col gap-1.5">
      <p id={`${id}-label`} className="text-[0.8125rem] font-medium">
        Picture
      </p>
      <div className="flex items-center gap-3">
        <span className="flex size-12 shrink-0 items-center justify-center overflow-hidden rounded-full border bg-subtle text-muted">
          {url ? (
            <Image
              src={url}
              width={48}
              height={48}
              alt="The widget’s picture"
              className="size-full object-cover"
            />
          ) : (
            <Sparkles className="size-5" aria-hidden />
          )}
        </span>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          className="sr-only"
          aria-label="Picture file"
          tabIndex={-1}
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button size="sm" busy={set.isPending} onClick={() => input.current?.click()}>
          <ImageUp aria-hidden />
          {url ? "Change" : "Choose a picture"}
        </Button>
        {url && (
          <Button
            size="sm"
            variant="ghost"
            disabled={set.isPending}
            onClick={() => put(null, "Picture removed")}
          >
            <Trash2 aria-hidden />
            Remove
          </Button>
        )}
      </div>
      {error ? (
        <p role="alert" className="text-[0.8125rem] text-danger">
          {error}
        </p>
      ) : (
        <p className="text-[0.8125rem] text-muted">
          PNG, JPEG or WebP. Its middle is used, as a small square; saved at once.
        </p>
      )}
    </div>
  );
}
