"use client";
import { Ellipsis, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";
import { DeleteConversation } from "./delete-conversation";

/** What is seldom done with a conversation; nothing for who may do none of it. */
export function MoreMenu({
  slug,
  conversation,
  back,
}: {
  slug: string;
  conversation: ConversationDetail;
  /** The list's address. */
  back: string;
}) {
  const [asks, setAsks] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  if (!useMay("conversations:delete")) return null;
  return (
    <>
      <Menu
        trigger={
          <Button ref={trigger} size="icon" variant="ghost" aria-label="More">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem danger onSelect={() => setAsks(true)}>
          <Trash2 aria-hidden />
          Delete conversation
        </MenuItem>
      </Menu>
      <DeleteConversation
        slug={slug}
        conversation={conversation}
        back={back}
        open={asks}
        onOpenChange={setAsks}
        openedBy={trigger}
      />
    </>
  );
}
