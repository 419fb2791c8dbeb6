"use client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Store } from "lucide-react";
import { foundOrganizationsQuery } from "@/lib/domains/access/businesses/queries";
import type { OrganizationChoices } from "../organization-choices";
import { useSettled } from "../use-settled";
import { itemStyle } from "./styles";

/** Where one may switch to: what came with the page, or where there is more than that, what the server has found. */
export function OtherOrganizations({
  slug,
  choices,
  search,
  onChoose,
}: {
  slug: string;
  choices: OrganizationChoices;
  search: string;
  onChoose: (path: string) => void;
}) {
  const typed = search.trim();
  const settled = useSettled(typed);
  const enabled = choices.hasMore && settled !== "" && settled === typed;
  const { data: found } = useQuery({ ...foundOrganizationsQuery(settled), enabled });
  const others = ((enabled && found) || choices.organizations).filter(
    (organization) => organization.slug !== slug,
  );
  if (others.length === 0) return null;
  return (
    <Command.Group heading="Switch to">
      {others.map(({ slug: other, name, business }) => (
        <Command.Item
          key={other}
          value={`Switch to ${name} (${business.name}, ${other})`}
          // What the server has found fits whatever was typed, in any order of its words.
          {...(enabled && found && { keywords: [search] })}
          onSelect={() => onChoose(`/${other}/knowledge`)}
          className={itemStyle}
        >
          <Store aria-hidden />
          <span className="flex-1 truncate">{`${name} (${business.name}, ${other})`}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
