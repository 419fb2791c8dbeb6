"use client";
import { signOut } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Signs out and shows the same page again, for whoever the invitation is for. */
export function SwitchAccount() {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    await signOut({ redirect: false }).catch(() => setBusy(false));
    window.location.reload();
  };
  return (
    <Button className="h-10 w-full" busy={busy} onClick={() => void leave()}>
      Sign out and use the other account
    </Button>
  );
}
