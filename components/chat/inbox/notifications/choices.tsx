"use client";
import { useQuery } from "@tanstack/react-query";
import { UnconfirmedNotice } from "@/components/access/account/unconfirmed-notice";
import { useMay } from "@/components/shell/permissions";
import { tellFailure } from "@/components/shell/tell-failure";
import { Checkbox } from "@/components/ui/checkbox";
import { toast } from "@/components/ui/toast";
import { settingQuery, useSetMails } from "@/lib/domains/chat/inbox/setting-queries";
import type { useChoice } from "./use-choice";
import { playSound } from "./use-notice";

type ChoiceState = ReturnType<typeof useChoice>;

function Choice({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="flex items-start gap-3 py-2.5">
      <span className="mt-0.5">
        <Checkbox label={label} checked={checked} onChange={onChange} />
      </span>
      <span className="text-sm">
        {label}
        <span className="mt-0.5 block text-[0.8125rem] text-muted">{hint}</span>
      </span>
    </label>
  );
}

function MailChoice({ slug }: { slug: string }) {
  const setting = useQuery(settingQuery(slug));
  const change = useSetMails(slug);
  if (!useMay("conversations:reply") || !setting.data) return null;
  return (
    <div>
      <Choice
        label="Mail me"
        hint="When a visitor waits for a person and nobody has the inbox open, at most once in a quarter of an hour."
        checked={setting.data.mailsHandoffs}
        onChange={(on) => void change.mutateAsync(on).catch(tellFailure("Not changed"))}
      />
      <UnconfirmedNotice />
    </div>
  );
}

/** Shows the first one at once. Where they are for installed applications alone, as on Android, it cannot be made. */
function showFirst(): boolean {
  try {
    new Notification("You will be told here when a visitor waits");
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The ways to hear of visitors who wait. The browser is asked for its leave at the choice, never before. */
export function Choices({
  slug,
  notices: [shows, setShows],
  sound: [sounds, setSounds],
}: {
  slug: string;
  notices: ChoiceState;
  sound: ChoiceState;
}) {
  const chooseShows = async (on: boolean) => {
    if (
      on &&
      (!("Notification" in window) || (await Notification.requestPermission()) !== "granted")
    ) {
      toast.error("Your browser does not allow it", {
        description:
          "Allow notifications for this site in your browser's settings, then try again.",
      });
      return;
    }
    if (on && !showFirst()) {
      toast.error("This browser cannot show notifications", {
        description: "Play a sound, or have a mail sent to you, instead.",
      });
      return;
    }
    setShows(on);
  };
  return (
    <div className="divide-y">
      <Choice
        label="Show a notification"
        hint="By this browser, while the inbox is open in a tab that you do not look at."
        checked={shows}
        onChange={(on) => void chooseShows(on)}
      />
      <Choice
        label="Play a sound"
        hint="In this browser, while the inbox is open."
        checked={sounds}
        onChange={(on) => {
          setSounds(on);
          if (on) playSound();
        }}
      />
      <MailChoice slug={slug} />
    </div>
  );
}
