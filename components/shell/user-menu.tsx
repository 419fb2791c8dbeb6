"use client";
import { CircleUserRound, LogOut, Settings, Store } from "lucide-react";
import Link from "next/link";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { useSignOut } from "./use-sign-out";

export function UserMenu({
  name,
  email,
  side = "top",
}: {
  name: string;
  email: string;
  side?: "top" | "bottom";
}) {
  const { leaving, leave } = useSignOut();
  return (
    <Menu
      side={side}
      align="start"
      className="w-60"
      trigger={
        <button
          type="button"
          disabled={leaving}
          aria-label={`Account of ${name}`}
          className="flex h-9 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-left text-sm hover:bg-hover data-[state=open]:bg-hover"
        >
          <CircleUserRound className="size-4 shrink-0 text-muted" aria-hidden />
          <span className="min-w-0 truncate">{leaving ? "Signing out…" : name}</span>
        </button>
      }
    >
      <MenuLabel>
        <span className="block truncate">Signed in as {email}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/account">
          <Settings aria-hidden />
          Your account
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/businesses">
          <Store aria-hidden />
          Your businesses
        </Link>
      </MenuItem>
      <MenuItem onSelect={() => void leave()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
