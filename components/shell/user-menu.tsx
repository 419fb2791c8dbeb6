"use client";
import { useQueryClient } from "@tanstack/react-query";
import { CircleUserRound, LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { useState } from "react";
import { toast } from "sonner";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";

export function UserMenu({ name, email }: { name: string; email: string }) {
  const client = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    try {
      await signOut({ redirect: false });
    } catch {
      setLeaving(false);
      toast.error("You are still signed in", {
        description: "The server could not be reached. Try again.",
      });
      return;
    }
    client.clear();
    // A whole new page, so that nothing of this session stays in the browser's memory.
    window.location.assign("/sign-in");
  };
  return (
    <Menu
      side="top"
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
      <MenuItem onSelect={() => void leave()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
