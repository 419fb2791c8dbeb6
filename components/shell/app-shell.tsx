"use client";
import { Menu as MenuIcon } from "lucide-react";
import { useState, type ReactNode } from "react";
import { later } from "@/components/ui/later";
import { OnceOpened } from "@/components/ui/once-opened";
import { SearchButton, useCommandCenter } from "./command-center";
import { Logo } from "./logo";
import { Navigation } from "./navigation";
import type { OrganizationChoices } from "./organization-choices";
import { OrganizationSwitcher } from "./organization-switcher";
import type { Theme } from "./theme";
import { ThemeToggle } from "./theme-toggle";
import { UserMenu } from "./user-menu";

const MobileMenu = later(() => import("./mobile-menu").then((module) => module.MobileMenu));

interface ShellProps {
  organization: { slug: string; name: string };
  choices: OrganizationChoices;
  user: { name: string; email: string };
  theme: Theme;
}

interface SidebarProps extends ShellProps {
  onSearch: () => void;
  onNavigate?: () => void;
}

function Sidebar({ onNavigate, onSearch, ...props }: SidebarProps) {
  return (
    <>
      <OrganizationSwitcher
        current={props.organization}
        choices={props.choices}
        onFind={onSearch}
      />
      <SearchButton onSearch={onSearch} />
      <div className="mt-4 flex-1 overflow-y-auto">
        <Navigation slug={props.organization.slug} {...(onNavigate && { onNavigate })} />
      </div>
      <div className="flex items-center gap-2 border-t pt-3">
        <div className="min-w-0 flex-1">
          <UserMenu {...props.user} />
        </div>
        <ThemeToggle initial={props.theme} />
      </div>
    </>
  );
}

export function AppShell({ children, ...props }: ShellProps & { children: ReactNode }) {
  const { onSearch, dialogs } = useCommandCenter(props.organization.slug, props.choices);
  return (
    <div className="group/shell min-h-dvh md:pl-60 has-data-fill:max-lg:pl-0">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-on-primary focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="fixed inset-y-0 left-0 flex w-60 flex-col border-r bg-sidebar p-3 group-has-data-fill/shell:max-lg:hidden max-md:hidden">
        <Sidebar {...props} onSearch={onSearch} />
      </aside>
      <MobileBar {...props} onSearch={onSearch} />
      {/* What is marked by data-fill takes all the room, and lets the navigation go into the menu for longer. */}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-6xl px-4 pt-6 pb-24 has-data-fill:max-w-none has-data-fill:p-0 sm:px-6 lg:px-8"
      >
        {children}
      </main>
      {dialogs}
    </div>
  );
}

function MobileBar({ onSearch, ...props }: ShellProps & { onSearch: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b bg-canvas px-4 group-has-data-fill/shell:max-lg:flex md:hidden">
      <Logo />
      <button
        type="button"
        aria-label="Open menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="-mr-2 flex size-11 items-center justify-center rounded-md hover:bg-hover"
      >
        <MenuIcon className="size-5" aria-hidden />
      </button>
      <OnceOpened open={open}>
        <MobileMenu open={open} onOpenChange={setOpen}>
          <Sidebar
            {...props}
            onNavigate={() => setOpen(false)}
            onSearch={() => {
              setOpen(false);
              onSearch();
            }}
          />
        </MobileMenu>
      </OnceOpened>
    </header>
  );
}
