"use client";
import { Bell } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/later";
import { Dialog } from "@/components/ui/dialog";
import { useChoice } from "./use-choice";
import { useNotice } from "./use-notice";

const Choices = later(() => import("./choices").then((module) => module.Choices));

/** How a member hears of visitors who wait. */
export function NotificationChoice({
  slug,
  waiting,
}: {
  slug: string;
  waiting: number | undefined;
}) {
  const [open, setOpen] = useState(false);
  const notices = useChoice("inbox-notifications");
  const sound = useChoice("inbox-sound");
  useNotice({ slug, waiting, shows: notices[0], sounds: sound[0] });
  return (
    <>
      <Button variant="ghost" size="icon" aria-label="Notifications" onClick={() => setOpen(true)}>
        <Bell aria-hidden />
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="When a visitor waits for a person"
        className="max-w-md"
      >
        <Choices slug={slug} notices={notices} sound={sound} />
      </Dialog>
    </>
  );
}
