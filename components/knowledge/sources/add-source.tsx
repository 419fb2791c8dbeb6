"use client";
import dynamic from "next/dynamic";
import { LatePart } from "@/components/shell/late-part";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { SourceFormProps } from "./source-form";

// What checks it is no part of the page's first load.
const SourceForm = dynamic(() => import("./source-form").then((module) => module.SourceForm), {
  ssr: false,
  loading: () => (
    <Loading>
      <Skeleton className="h-[5.25rem] rounded-md max-sm:h-40" />
    </Loading>
  ),
});

/** Takes the address of a site and has it read. */
export function AddSource(props: SourceFormProps) {
  return (
    <LatePart>
      <SourceForm {...props} />
    </LatePart>
  );
}
