"use client";
import dynamic from "next/dynamic";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { DocumentView } from "@/lib/domains/knowledge/schema";

const loading = () => (
  <Loading>
    <Skeleton className="m-5 h-40" />
  </Loading>
);
const DocumentPassages = dynamic(
  () => import("../passages/document-passages").then((part) => part.DocumentPassages),
  { loading },
);
const DocumentHistory = dynamic(
  () => import("../history/document-history").then((part) => part.DocumentHistory),
  { loading },
);

/** A document's content, its passages and its history; which one is shown stands in the address. */
export function DocumentTabs({
  slug,
  document,
  content,
}: {
  slug: string;
  document: DocumentView;
  content: ReactNode;
}) {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const show = (tab: string) =>
    router.replace(tab === "content" ? pathname : `${pathname}?tab=${tab}`, { scroll: false });
  return (
    <Tabs
      label="Parts of the document"
      value={params.get("tab") ?? "content"}
      onChange={show}
      tabs={[
        // What is typed there stays while another part is looked at.
        { value: "content", label: "Content", content, stays: true },
        {
          value: "passages",
          label: "Passages",
          count: document.chunks,
          content: (
            <Card>
              <DocumentPassages slug={slug} document={document} />
            </Card>
          ),
        },
        {
          value: "history",
          label: "History",
          content: (
            <Card>
              <DocumentHistory slug={slug} document={document} />
            </Card>
          ),
        },
      ]}
    />
  );
}
