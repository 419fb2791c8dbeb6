"use client";
import { Check, ChevronsUpDown, Search, Store } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { OrganizationChoice } from "@/lib/domains/access/businesses/schema";
import type { OrganizationChoices } from "./organization-choices";
import { sectionOf } from "./sections";

function Initial({ name }: { name: string }) {
  return (
    // A picture and no text: the button's name is what is read beside it.
    <span
      aria-hidden
      data-letter={[...name.trim()][0]}
      className="flex size-6 shrink-0 items-center justify-center rounded-sm bg-primary text-xs font-semibold text-on-primary uppercase before:content-[attr(data-letter)]"
    />
  );
}

export function OrganizationSwitcher({
  current,
  choices: { organizations, hasMore },
  onFind,
}: {
  current: Pick<OrganizationChoice, "slug" | "name">;
  choices: OrganizationChoices;
  /** Opens what finds the others. */
  onFind: () => void;
}) {
  const section = sectionOf(usePathname());
  const businesses = new Map(organizations.map(({ business: { id, name } }) => [id, name]));
  return (
    <Menu
      align="start"
      className="w-(--radix-dropdown-menu-trigger-width) min-w-56"
      trigger={
        <button
          type="button"
          aria-label={`Organization: ${current.name}. Switch`}
          className="flex h-10 pointer-coarse:h-11 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover"
        >
          <Initial name={current.name} />
          <span className="min-w-0 flex-1 truncate text-sm font-semibold">{current.name}</span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-muted" aria-hidden />
        </button>
      }
    >
      {[...businesses].map(([id, label]) => (
        <MenuGroup key={id} label={label}>
          {organizations
            .filter((organization) => organization.business.id === id)
            .map(({ slug, name }) => (
              <MenuItem key={slug} asChild>
                <Link href={`/${slug}/${section}`}>
                  <Initial name={name} />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{name}</span>
                    <span className="block truncate text-xs text-muted">{slug}</span>
                  </span>
                  {slug === current.slug && <Check aria-label="Current" />}
                </Link>
              </MenuItem>
            ))}
        </MenuGroup>
      ))}
      <MenuSeparator />
      {hasMore && (
        <MenuItem onSelect={onFind}>
          <Search aria-hidden />
          Find another…
        </MenuItem>
      )}
      <MenuItem asChild>
        <Link href="/businesses">
          <Store aria-hidden />
          Your businesses
        </Link>
      </MenuItem>
    </Menu>
  );
}
