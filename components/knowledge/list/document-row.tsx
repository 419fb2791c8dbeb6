"use client";
import {
  EllipsisVertical,
  FileText,
  MessageCircleQuestion,
  PencilLine,
  RotateCw,
  Trash2,
} from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { useShowJobs } from "@/components/jobs/use-show-jobs";
import { useMay } from "@/components/shell/permissions";
import { tellFailure } from "@/components/shell/tell-failure";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { useReindex } from "@/lib/domains/knowledge/change-queries";
import type { DocumentView, ListedDocument } from "@/lib/domains/knowledge/schema";
import { DeleteDocument } from "../delete-document";
import { StatusBadge } from "../status-badge";
import { When } from "@/components/shell/when";

function RowMenu({ slug, document }: { slug: string; document: DocumentView }) {
  const router = useRouter();
  const reindex = useReindex(slug);
  const action = useShowJobs(slug);
  const [deleting, setDeleting] = useState(false);
  const mayWrite = useMay("kb:write");
  const mayDelete = useMay("kb:delete");
  const again = () =>
    void reindex
      .mutateAsync(document.id)
      .then(
        () => toast.success("Indexing again", { description: document.title, action }),
        tellFailure("Not started"),
      );
  return (
    <>
      <Menu
        trigger={
          <Button variant="ghost" size="icon" aria-label={`Actions for ${document.title}`}>
            <EllipsisVertical aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => router.push(`/${slug}/knowledge/${document.id}`)}>
          <PencilLine aria-hidden />
          Open
        </MenuItem>
        <MenuItem disabled={!mayWrite} onSelect={again}>
          <RotateCw aria-hidden />
          Index again
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger disabled={!mayDelete} onSelect={() => setDeleting(true)}>
          <Trash2 aria-hidden />
          Delete…
        </MenuItem>
      </Menu>
      <DeleteDocument slug={slug} document={document} open={deleting} onOpenChange={setDeleting} />
    </>
  );
}

/** How often visitors were answered from it in the last 30 days. */
function Cited({ citations: { recent, lastAt } }: Pick<ListedDocument, "citations">) {
  if (recent > 0) return `Cited ${recent.toLocaleString("en")}×`;
  return lastAt ? "Not lately cited" : "Never cited";
}

export function DocumentRow({
  slug,
  document,
  chosen,
  onChoose,
}: {
  slug: string;
  document: ListedDocument;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}) {
  const { id, kind, title, fileName, chunks, error, updatedAt } = document;
  const Icon = kind === "faq" ? MessageCircleQuestion : FileText;
  const about = [
    kind === "faq" ? "FAQ" : (fileName ?? (document.site ? "Website" : "Text")),
    chunks > 0 ? `${chunks} ${chunks === 1 ? "passage" : "passages"}` : undefined,
  ].filter((part) => part !== undefined);
  return (
    <li
      className={cn(
        "relative grid grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 px-4 py-3 base:hover:bg-hover lg:grid-cols-[auto_auto_minmax(0,1fr)_11rem_7rem_9rem_auto]",
        chosen && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      {/* Above the link, which covers the row. */}
      <div className="relative z-10">
        <Checkbox checked={chosen} onChange={onChoose} label={`Select ${title}`} />
      </div>
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0">
        <Link
          href={`/${slug}/knowledge/${id}`}
          className="line-clamp-2 font-medium wrap-anywhere before:absolute before:inset-0 sm:line-clamp-1"
        >
          {title}
        </Link>
        <p className="truncate text-[0.8125rem] text-muted">
          {about.join(" · ")}
          <span className="lg:hidden">
            {" · "}
            <Cited citations={document.citations} />
          </span>
        </p>
        {error && <p className="mt-0.5 text-[0.8125rem] text-danger">{error.message}</p>}
      </div>
      <span className="flex max-lg:col-start-3 max-lg:row-start-2">
        <StatusBadge document={document} />
      </span>
      <span className="text-right text-[0.8125rem] text-muted max-lg:hidden">
        <Cited citations={document.citations} />
      </span>
      <span className="text-right text-[0.8125rem] text-muted max-lg:hidden">
        <When at={updatedAt} />
      </span>
      <div className="relative max-lg:col-start-4 max-lg:row-start-1">
        <RowMenu slug={slug} document={document} />
      </div>
    </li>
  );
}
