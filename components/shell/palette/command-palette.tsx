"use client";
import { Command } from "cmdk";
import {
  Keyboard,
  LogOut,
  MessageCircleQuestion,
  Moon,
  Plus,
  Settings,
  Sun,
  type LucideIcon,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { overlayStyle, panelStyle } from "@/components/ui/dialog-style";
import { cn } from "@/components/ui/cn";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { Keys } from "../keys";
import type { OrganizationChoices } from "../organization-choices";
import { useMay } from "../permissions";
import { SECTIONS, SETTINGS } from "../sections";
import { applyTheme } from "../theme";
import { useSignOut } from "../use-sign-out";
import { FoundDocuments } from "./found-documents";
import { OtherOrganizations } from "./other-organizations";
import { itemStyle } from "./styles";

interface Action {
  name: string;
  icon: LucideIcon;
  does: () => void;
  keys?: readonly string[];
}

function Group({ heading, actions }: { heading: string; actions: readonly Action[] }) {
  return (
    <Command.Group heading={heading}>
      {actions.map(({ name, icon: Icon, does, keys }) => (
        <Command.Item key={name} value={`${heading} ${name}`} onSelect={does} className={itemStyle}>
          <Icon aria-hidden />
          <span className="flex-1 truncate">{name}</span>
          {keys && (
            <span className="max-sm:hidden">
              <Keys keys={keys} />
            </span>
          )}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Finds a page, a document or a command by a few letters. */
export function CommandPalette({
  slug,
  choices,
  open,
  onOpenChange,
  onHelp,
}: {
  slug: string;
  choices: OrganizationChoices;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onHelp: () => void;
}) {
  const router = useRouter();
  const focus = useReturnFocus();
  const mayWrite = useMay("kb:write");
  const { leave } = useSignOut();
  const [search, setSearch] = useState("");
  const close = () => {
    onOpenChange(false);
    setSearch("");
  };
  const go = (path: string) => {
    close();
    router.push(path);
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content
          aria-describedby={undefined}
          className={cn(panelStyle, "overflow-hidden")}
          {...focus}
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command label="Search and commands" loop className="flex min-h-0 flex-col">
            <Command.Input
              value={search}
              onValueChange={setSearch}
              placeholder="Search, or type a command…"
              className="h-12 shrink-0 border-b bg-transparent px-4 text-[0.9375rem] outline-none placeholder:text-muted max-sm:text-base"
            />
            <Command.List className="min-h-0 overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted">
              <Command.Empty className="px-3 py-8 text-center text-sm text-muted">
                Nothing found. Try other words.
              </Command.Empty>
              <FoundDocuments slug={slug} search={search} onChoose={go} />
              <Group
                heading="Go to"
                actions={[
                  ...SECTIONS.map(({ name, path, icon, key }) => ({
                    name,
                    icon,
                    keys: ["G", key.toUpperCase()],
                    does: () => go(`/${slug}/${path}`),
                  })),
                  {
                    name: SETTINGS.name,
                    icon: Settings,
                    does: () => go(`/${slug}/${SETTINGS.path}`),
                  },
                ]}
              />
              {mayWrite && (
                <Group
                  heading="Add"
                  actions={[
                    {
                      name: "Write a text",
                      icon: Plus,
                      does: () => go(`/${slug}/knowledge/new`),
                    },
                    {
                      name: "Add an FAQ",
                      icon: MessageCircleQuestion,
                      does: () => go(`/${slug}/knowledge/new?kind=faq`),
                    },
                  ]}
                />
              )}
              <OtherOrganizations slug={slug} choices={choices} search={search} onChoose={go} />
              <Group
                heading="You"
                actions={[
                  { name: "Light theme", icon: Sun, does: () => (applyTheme("light"), close()) },
                  { name: "Dark theme", icon: Moon, does: () => (applyTheme("dark"), close()) },
                  {
                    name: "Keyboard shortcuts",
                    icon: Keyboard,
                    keys: ["?"],
                    does: () => (close(), onHelp()),
                  },
                  { name: "Your account", icon: Settings, does: () => go("/account") },
                  { name: "Sign out", icon: LogOut, does: () => void leave() },
                ]}
              />
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
