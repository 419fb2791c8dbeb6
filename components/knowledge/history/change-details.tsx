"use client";
import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { Permitted } from "@/components/shell/permissions";
import { ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useRestoreVersion, versionQuery } from "@/lib/domains/knowledge/history/queries";
import type { VersionContent, VersionDetail } from "@/lib/domains/knowledge/history/schema";
import type { DocumentView } from "@/lib/domains/knowledge/schema";
import { fieldName } from "./change-words";
import { TextDiff } from "./text-diff";

type Field = VersionDetail["fields"][number];

function partOf(content: VersionContent, field: Field): string {
  return field === "alternatives" ? content.alternatives.join("\n") : (content[field] ?? "");
}

function Changes({ kind, version }: { kind: DocumentView["kind"]; version: VersionDetail }) {
  return version.fields.map((field) => (
    <section key={field}>
      <h4 className="mb-1.5 text-xs font-medium text-muted first-letter:uppercase">
        {fieldName(kind, field)}
      </h4>
      <TextDiff before={partOf(version.before, field)} after={partOf(version.after, field)} />
    </section>
  ));
}

/** One change of a document: what it made different, and the way back. */
export function ChangeDetails({
  slug,
  document,
  number,
  newest,
}: {
  slug: string;
  document: DocumentView;
  number: number;
  newest: number;
}) {
  const { id, kind, fileName } = document;
  const version = useQuery(versionQuery(slug, id, number));
  const restore = useRestoreVersion(slug);
  if (version.isError) {
    return <ErrorState error={version.error} onRetry={() => void version.refetch()} />;
  }
  if (!version.data)
    return (
      <Loading>
        <Skeleton className="h-24" />
      </Loading>
    );
  const takeBack = () =>
    void restore.mutateAsync({ id, number, newest }).then(
      () =>
        toast.success("Restored", {
          description: "It is being indexed. What it said before stands in its history.",
        }),
      tellFailure("Not restored"),
    );
  return (
    <div className="flex flex-col gap-3">
      <Changes kind={kind} version={version.data} />
      {fileName !== null && version.data.fields.includes("text") && (
        <p className="text-[0.8125rem] text-muted">
          The text of an uploaded file is read from the file and stays as it is.
        </p>
      )}
      <Permitted permission="kb:write">
        {(disabled) => (
          <Button
            size="sm"
            className="self-start"
            disabled={disabled}
            busy={restore.isPending}
            onClick={takeBack}
          >
            {!restore.isPending && <Undo2 aria-hidden />}
            Restore what it said before
          </Button>
        )}
      </Permitted>
    </div>
  );
}
