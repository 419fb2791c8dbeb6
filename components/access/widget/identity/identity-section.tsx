"use client";
import { KeyRound, RotateCw } from "lucide-react";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Tabs } from "@/components/ui/tabs";
import { Code } from "../code";
import type { WidgetValues } from "../form-values";
import { MakeSecret } from "./make-secret";
import { IN_THE_PAGE, SAMPLES } from "./samples";

function Demand({ hasSecret }: { hasSecret: boolean }) {
  const { watch, setValue, formState } = useFormContext<WidgetValues>();
  const checked = watch("requireVerification") ?? false;
  const error = formState.errors.requireVerification?.message;
  return (
    <div>
      <label className="flex items-start gap-2.5 text-sm">
        <span className="flex h-5 items-center">
          <Checkbox
            label="Only verified visitors may ask"
            checked={checked}
            onChange={(required) =>
              setValue("requireVerification", required && hasSecret, { shouldDirty: true })
            }
          />
        </span>
        <span>
          <span aria-hidden>Only verified visitors may ask</span>
          <span className="block text-[0.8125rem] text-muted">
            {hasSecret
              ? "Everybody else is told that the chat is for people who are signed in on your site."
              : "Make a secret first: without one nobody could be verified."}
          </span>
        </span>
      </label>
      {error && (
        <p role="alert" className="mt-1 text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** By what the customer's own server vouches for people who are signed in on its site. */
export function IdentitySection({ slug, hasSecret }: { slug: string; hasSecret: boolean }) {
  const [making, setMaking] = useState(false);
  return (
    <Section
      title="Verified visitors"
      description="Where people sign in on your site, your server can vouch for who they are. Without that anybody could claim to be somebody: such visitors are shown as not verified."
      action={hasSecret && <Badge tone="success">Secret in use</Badge>}
    >
      <div className="space-y-5">
        <Button size="sm" onClick={() => setMaking(true)}>
          {hasSecret ? <RotateCw aria-hidden /> : <KeyRound aria-hidden />}
          {hasSecret ? "Make a new secret" : "Make a secret"}
        </Button>
        <Demand hasSecret={hasSecret} />
        <div className="space-y-3">
          <h3 className="text-[0.8125rem] font-medium">On your server</h3>
          <Tabs
            label="Language of your server"
            tabs={SAMPLES.map(({ value, label, code }) => ({
              value,
              label,
              content: <Code label={`${label} on your server`}>{code}</Code>,
            }))}
          />
          <h3 className="text-[0.8125rem] font-medium">In the page</h3>
          <Code label="In the page">{IN_THE_PAGE}</Code>
        </div>
      </div>
      <MakeSecret slug={slug} replaces={hasSecret} open={making} onOpenChange={setMaking} />
    </Section>
  );
}
