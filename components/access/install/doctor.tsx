"use client";
import { CircleCheck, CircleX, Stethoscope } from "lucide-react";
import { useState, type ReactNode } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError, ProblemError } from "@/lib/core/problem";
import { useChangeOrigin } from "@/lib/domains/access/queries";
import { useCheckSite } from "@/lib/domains/access/widget/doctor/queries";
import { typedSiteInput, type SiteCheck } from "@/lib/domains/access/widget/doctor/schema";

const SNIPPETS: Record<SiteCheck["snippet"], string> = {
  yours: "The line is there, with a key of yours.",
  other_key: "The line is there, but its key is not a live one of this organization.",
  no_key: "The line is there, but its data-key is missing.",
  missing:
    "The line is not in this page. If a tag manager adds it, it cannot be seen from here: open the chat once instead.",
};

const inKilobytes = (bytes: number) => `${(bytes / 1_024).toFixed(bytes < 10_240 ? 1 : 0)} KB`;

function Finding({ good, children }: { good: boolean; children: ReactNode }) {
  const Icon = good ? CircleCheck : CircleX;
  return (
    <li className="flex items-start gap-2">
      <Icon
        className={`mt-0.5 size-4 shrink-0 ${good ? "text-success" : "text-danger"}`}
        aria-label={good ? "Good" : "In the way"}
      />
      <span className="min-w-0">{children}</span>
    </li>
  );
}

function policyInWords({ there, script, frame }: SiteCheck["policy"]): string {
  if (!there) return "No Content-Security-Policy is in the way.";
  if (script && frame) return "The page’s Content-Security-Policy lets it in.";
  const missing = [!script && "script-src", !frame && "frame-src"].filter(Boolean).join(" and ");
  return `The page’s Content-Security-Policy keeps it out: ${missing} must allow it, as below.`;
}

/** Allows the origin that was found not to be. */
function AllowIt({ slug, origin }: { slug: string; origin: string }) {
  const change = useChangeOrigin(slug);
  const allow = () =>
    void change
      .mutateAsync({ origin, allowed: true })
      .then(() => toast.success("Allowed"), tellFailure("Not allowed"));
  return (
    <Button size="sm" busy={change.isPending} onClick={allow}>
      Allow it
    </Button>
  );
}

function Findings({ found, allow }: { found: SiteCheck; allow: ReactNode }) {
  const { origin, snippet, lines, originAllowed, policy, weight } = found;
  const heaviest = `${inKilobytes(weight.loader)} with the page, ${inKilobytes(weight.panel)} when the chat is opened`;
  return (
    <ul aria-label="What was found" className="mt-4 space-y-2 text-sm">
      <Finding good={snippet === "yours"}>
        {SNIPPETS[snippet]}
        {lines > 1 && ` It stands there ${lines} times; once is enough.`}
      </Finding>
      <Finding good={originAllowed}>
        <span className="font-mono text-[0.8125rem] break-all">{origin}</span>{" "}
        {originAllowed ? "is allowed." : "is not among the addresses where it may run."} {allow}
      </Finding>
      <Finding good={policy.script && policy.frame}>{policyInWords(policy)}</Finding>
      <Finding good>
        It weighs {heaviest}; the page’s own HTML is {inKilobytes(weight.page)}.
      </Finding>
    </ul>
  );
}

/** What could not be looked at at all is a fault of the address that was typed. */
function foundIn(checked: { found: SiteCheck } | { unreachable: string }): SiteCheck {
  if ("found" in checked) return checked.found;
  const message = checked.unreachable;
  throw new ProblemError({
    title: "Not looked at",
    status: 422,
    detail: message,
    code: "invalid_input",
    errors: [{ field: "url", message }],
  });
}

/** Looks at a page of the owner's site and says what keeps the widget from it. */
export function Doctor({
  slug,
  origins,
}: {
  slug: string;
  /** Those that are allowed now; what was found may be older. */
  origins: readonly string[];
}) {
  const check = useCheckSite(slug);
  const [found, setFound] = useState<SiteCheck>();
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    typedSiteInput,
    { url: "" },
    async ({ url }) => {
      setFound(undefined);
      setFound(foundIn(await check.mutateAsync(url)));
    },
    { keeps: true },
  );
  const ref = useFocusInvalid(failure);
  const isAllowed = found !== undefined && origins.includes(found.origin);
  return (
    <div>
      <form ref={ref} noValidate onSubmit={onSubmit}>
        <Field
          label="Check a page"
          hint="The page is read as a visitor who is not signed in would see it."
          error={faultOf("url") ?? (failure && describeError(failure).detail)}
        >
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                {...form.register("url")}
                inputMode="url"
                autoComplete="off"
                placeholder="shop.example"
              />
              <Button type="submit" busy={busy}>
                {!busy && <Stethoscope aria-hidden />}
                Check
              </Button>
            </div>
          )}
        </Field>
      </form>
      {found && (
        <Findings
          found={{ ...found, originAllowed: isAllowed }}
          allow={!isAllowed && <AllowIt slug={slug} origin={found.origin} />}
        />
      )}
    </div>
  );
}
