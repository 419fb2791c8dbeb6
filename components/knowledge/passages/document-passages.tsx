"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Rows3 } from "lucide-react";
import { useState } from "react";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { describeError } from "@/lib/core/problem";
import { explainQuery, passagesQuery } from "@/lib/domains/knowledge/passages/queries";
import type { Explanation } from "@/lib/domains/knowledge/passages/schema";
import type { DocumentView } from "@/lib/domains/knowledge/schema";
import { AskBox } from "./ask-box";
import { PassageItem } from "./passage-item";
import { Rivals } from "./rivals";

/** Changes whenever the passages may. */
const revisionOf = ({ status, vectors, updatedAt }: DocumentView) =>
  `${status} ${vectors} ${updatedAt}`;

function List({
  slug,
  document,
  explanation,
}: {
  slug: string;
  document: DocumentView;
  explanation: Explanation | undefined;
}) {
  const list = useInfiniteQuery(passagesQuery(slug, document.id, revisionOf(document)));
  const passages = list.data?.pages.flatMap((page) => page.passages) ?? [];
  if (list.isPending) {
    return (
      <Loading className="space-y-4 p-5">
        {[0, 1, 2].map((at) => (
          <Skeleton key={at} className="h-20" />
        ))}
      </Loading>
    );
  }
  if (list.isError && passages.length === 0) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (passages.length === 0) {
    return (
      <EmptyState icon={Rows3} title="Nothing to find yet">
        Search sees a document in passages. This one has none until it is indexed.
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label="Passages" className="divide-y border-t">
        {passages.map((passage) => (
          <PassageItem
            key={passage.id}
            passage={passage}
            explained={explanation?.passages.find(({ chunkId }) => chunkId === passage.id)}
            explanation={explanation}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="flex justify-center border-t p-3">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

/** A document as search sees it, with a box that tells why it is found for a question, or is not. */
export function DocumentPassages({ slug, document }: { slug: string; document: DocumentView }) {
  const [question, setQuestion] = useState("");
  const explained = useQuery(explainQuery(slug, document.id, question, revisionOf(document)));
  const ask = (next: string) => (next === question ? void explained.refetch() : setQuestion(next));
  const { detail } = explained.error ? describeError(explained.error) : {};
  return (
    <>
      <AskBox busy={explained.isFetching} error={detail} onAsk={ask} />
      <p role="status" className="sr-only">
        {explained.data && !explained.isFetching ? "Explained below." : ""}
      </p>
      <List slug={slug} document={document} explanation={explained.data} />
      {explained.data && <Rivals slug={slug} explanation={explained.data} />}
    </>
  );
}
