"use client";
import { RotateCw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { Permitted } from "@/components/shell/permissions";
import { tellFailure } from "@/components/shell/tell-failure";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { useReindex } from "@/lib/domains/knowledge/change-queries";
import type { DocumentDetail, DocumentView } from "@/lib/domains/knowledge/schema";
import { hasEnded, useJobs } from "@/lib/domains/ops/queries";
import { DeleteDocument } from "../delete-document";
import { jobStage } from "../job-stage";
import { StatusBadge } from "../status-badge";
import { When } from "@/components/shell/when";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 py-2 text-[0.8125rem]">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}

function languageName(code: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code;
}

function searchByMeaning({ status, vectors }: DocumentView): string {
  if (vectors === "complete") return "Ready";
  return status === "failed" ? "Not there" : "Follows shortly";
}

/** What becomes of an edit of what was read from a site. */
const SITE_WORDS = {
  followed: "Read from your website. Once you change it here, the site no longer overwrites it.",
  edited: "Read from your website and then changed here: the site no longer overwrites it.",
} as const;

/** Told to screen readers at the end of indexing, and not on the way there. */
function ending({ status }: DocumentView): string {
  if (status === "available") return "Visitors are answered from this version.";
  return status === "failed" ? "Indexing failed." : "";
}

function JobProgress({ slug, document }: { slug: string; document: DocumentView }) {
  const atWork =
    document.status === "queued" ||
    document.status === "processing" ||
    document.vectors === "pending";
  const jobs = useJobs(slug, document.jobId && atWork ? [document.jobId] : []);
  const job = document.jobId ? jobs.get(document.jobId) : undefined;
  if (!job || hasEnded(job)) return null;
  const { words, value } = jobStage(job);
  return (
    <div className="mt-3">
      <p className="mb-1.5 text-[0.8125rem] text-muted">{words}</p>
      <Progress value={value} label="Indexing" />
      {document.searchable && document.status !== "available" && (
        <p className="mt-2 text-[0.8125rem] text-muted">
          Visitors are answered from the version before until this one is ready.
        </p>
      )}
    </div>
  );
}

/** State and facts of a document, with what can be done to it as a whole. */
export function DocumentFacts({ slug, document }: { slug: string; document: DocumentDetail }) {
  const router = useRouter();
  const reindex = useReindex(slug);
  const [deleting, setDeleting] = useState(false);
  const again = () => void reindex.mutateAsync(document.id).catch(tellFailure("Not started"));
  return (
    <Card className="p-5">
      <StatusBadge document={document} />
      <p role="status" className="sr-only">
        {ending(document)}
      </p>
      <JobProgress slug={slug} document={document} />
      {document.error && (
        <p role="alert" className="mt-3 text-[0.8125rem] text-danger">
          {document.error.message}
        </p>
      )}
      {document.warnings.map((warning) => (
        <p key={warning} className="mt-3 text-[0.8125rem] text-warning">
          {warning}
        </p>
      ))}
      {document.site && (
        <p className="mt-3 text-[0.8125rem] text-muted">{SITE_WORDS[document.site]}</p>
      )}
      <dl className="mt-3 divide-y">
        <Fact name="Passages">{document.chunks}</Fact>
        <Fact name="Search by meaning">{searchByMeaning(document)}</Fact>
        <Fact name="Cited in 30 days">
          {document.citations.recent === 0 ? "Never" : `${document.citations.recent}×`}
        </Fact>
        {document.citations.lastAt && (
          <Fact name="Last cited">
            <When at={document.citations.lastAt} />
          </Fact>
        )}
        {document.language && <Fact name="Language">{languageName(document.language)}</Fact>}
        {document.fileName && <Fact name="File">{document.fileName}</Fact>}
        {document.externalId && (
          <Fact name="External id">
            <code className="font-mono">{document.externalId}</code>
          </Fact>
        )}
        <Fact name="Added">
          <When at={document.createdAt} />
        </Fact>
        <Fact name="Changed">
          <When at={document.updatedAt} />
        </Fact>
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">
        <Permitted permission="kb:write">
          {(disabled) => (
            <Button size="sm" busy={reindex.isPending} disabled={disabled} onClick={again}>
              <RotateCw aria-hidden />
              Index again
            </Button>
          )}
        </Permitted>
        <Permitted permission="kb:delete">
          {(disabled) => (
            <Button size="sm" disabled={disabled} onClick={() => setDeleting(true)}>
              <Trash2 aria-hidden />
              Delete…
            </Button>
          )}
        </Permitted>
      </div>
      <DeleteDocument
        slug={slug}
        document={document}
        open={deleting}
        onOpenChange={setDeleting}
        onLeave={() => router.push(`/${slug}/knowledge`)}
      />
    </Card>
  );
}
