"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { FileText } from "lucide-react";
import { useDeferredValue } from "react";
import { knowledgeList } from "@/lib/domains/knowledge/queries";
import { itemStyle } from "./styles";

const SHOWN = 6;

/** Documents whose title or text holds what was typed. */
export function FoundDocuments({
  slug,
  search,
  onChoose,
}: {
  slug: string;
  search: string;
  onChoose: (path: string) => void;
}) {
  const deferred = useDeferredValue(search.trim());
  const enabled = deferred.length >= 2;
  const list = useInfiniteQuery({ ...knowledgeList(slug, { search: deferred }), enabled });
  const found = enabled ? (list.data?.pages[0]?.documents.slice(0, SHOWN) ?? []) : [];
  if (found.length === 0) return null;
  return (
    <Command.Group heading="Knowledge">
      {found.map(({ id, title }) => (
        <Command.Item
          key={id}
          value={`document ${id}`}
          // The server has found it, maybe by a word inside: whatever was typed fits.
          keywords={[search, title]}
          onSelect={() => onChoose(`/${slug}/knowledge/${id}`)}
          className={itemStyle}
        >
          <FileText aria-hidden />
          <span className="truncate">{title}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
