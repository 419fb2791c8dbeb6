"use client";
import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { LatePart } from "@/components/shell/late-part";
import { Loading, Skeleton } from "@/components/ui/skeleton";

// What checks a document is no part of a page's first load: so long its form's place is held. Nobody types into a form
// that does not listen yet.

/** As high as a field: its label, its control and, with one, its hint. */
function Field({ height, hint = false }: { height: string; hint?: boolean }) {
  return (
    <div className="flex flex-col gap-1.5">
      <Skeleton className="my-[0.2rem] h-3.5 w-24" />
      <Skeleton className={`rounded-md ${height}`} />
      {hint && <Skeleton className="my-[0.2rem] h-3.5 w-2/3" />}
    </div>
  );
}

/** @param text how high the place for the longest field is */
const inPlaceOf = (text: string) => () => (
  <Loading className="flex flex-col gap-4">
    <Field height="h-9" />
    <Field height={text} hint />
    <Field height="h-9" hint />
    <Skeleton className="h-9 w-36 rounded-md" />
  </Loading>
);

const LateTextForm = dynamic(() => import("./text-form").then((module) => module.TextForm), {
  ssr: false,
  loading: inPlaceOf("h-80"),
});

const LateFaqForm = dynamic(() => import("./faq-form").then((module) => module.FaqForm), {
  ssr: false,
  loading: inPlaceOf("h-40"),
});

export function TextForm(props: ComponentProps<typeof LateTextForm>) {
  return (
    <LatePart>
      <LateTextForm {...props} />
    </LatePart>
  );
}

export function FaqForm(props: ComponentProps<typeof LateFaqForm>) {
  return (
    <LatePart>
      <LateFaqForm {...props} />
    </LatePart>
  );
}
