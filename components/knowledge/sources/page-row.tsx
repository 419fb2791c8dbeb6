"use client";
import { CircleAlert, CircleCheck, CircleMinus, Clock, Undo2 } from "lucide-react";
import Link from "next/link";
import { tellFailure } from "@/components/shell/tell-failure";
import { Permitted } from "@/components/shell/permissions";
import { When } from "@/components/shell/when";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useFollowPage } from "@/lib/domains/knowledge/sources/queries";
import type { PageView } from "@/lib/domains/knowledge/sources/schema";
import type { PageStatus } from "@/lib/domains/knowledge/sources/terms";
import { isLeftAlone, pathInWords, reasonInWords, STATUS_WORDS } from "./page-words";

const LOOKS: Readonly<Record<PageStatus, { tone: Tone; Icon: typeof Clock }>> = {
  waiting: { tone: "neutral", Icon: Clock },
  fetched: { tone: "success", Icon: CircleCheck },
  unchanged: { tone: "success", Icon: CircleCheck },
  failed: { tone: "danger", Icon: CircleAlert },
  skipped: { tone: "neutral", Icon: CircleMinus },
  gone: { tone: "warning", Icon: CircleMinus },
};

export function PageStatusBadge({ status }: { status: PageStatus }) {
  const { tone, Icon } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {STATUS_WORDS[status]}
    </Badge>
  );
}

function GiveBack({ slug, sourceId, page }: { slug: string; sourceId: string; page: PageView }) {
  const follow = useFollowPage(slug);
  return (
    <Permitted permission="kb:write">
      {(disabled) => (
        <Button
          size="sm"
          busy={follow.isPending}
          disabled={disabled}
          aria-label={`Read ${pathInWords(page.url)} from the site again`}
          onClick={() =>
            void follow
              .mutateAsync({ id: sourceId, pageId: page.id })
              .catch(tellFailure("Not started"))
          }
        >
          {!follow.isPending && <Undo2 aria-hidden />}
          Read it again
        </Button>
      )}
    </Permitted>
  );
}

export function PageRow({
  slug,
  sourceId,
  page,
}: {
  slug: string;
  sourceId: string;
  page: PageView;
}) {
  const { url, documentId, status, visitedAt } = page;
  const path = pathInWords(url);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1.5 px-4 py-2.5 lg:grid-cols-[minmax(0,1fr)_auto_7rem_9rem]">
      <div className="min-w-0">
        {documentId ? (
          <Link
            href={`/${slug}/knowledge/${documentId}`}
            className="text-sm font-medium break-all underline-offset-3 hover:underline"
          >
            {path}
          </Link>
        ) : (
          <span className="text-sm font-medium break-all">{path}</span>
        )}
        {page.reason && <p className="text-[0.8125rem] text-muted">{reasonInWords(page)}</p>}
      </div>
      <div className="max-lg:col-start-1 max-lg:row-start-2 empty:max-lg:hidden">
        {isLeftAlone(page) && <GiveBack slug={slug} sourceId={sourceId} page={page} />}
      </div>
      <div className="max-lg:col-start-2 max-lg:row-start-1">
        <PageStatusBadge status={status} />
      </div>
      <span className="text-right text-[0.8125rem] text-muted max-lg:hidden">
        {visitedAt && <When at={visitedAt} />}
      </span>
    </li>
  );
}
