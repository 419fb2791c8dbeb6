"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState, type ReactNode } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "@/components/ui/toast";
import { FormError } from "@/components/auth/form-error";
import { useUnsavedGuard } from "@/components/knowledge/editor/use-unsaved-guard";
import { describeError } from "@/lib/core/problem";
import { useSaveWidget } from "@/lib/domains/access/widget/queries";
import {
  widgetInput,
  type WidgetDetails,
  type WidgetInput,
} from "@/lib/domains/access/widget/schema";
import { ContactSection } from "./contact-section";
import { valuesOf, type WidgetValues } from "./form-values";
import { HoursSection } from "./hours/hours-section";
import { IdentitySection } from "./identity/identity-section";
import { LookSection } from "./look-section";
import { Preview } from "./preview/preview";
import { SaveBar } from "./save-bar";
import { TextsSection } from "./texts-section";

/** Not what `resetOptions` say, which are for a widget that changes elsewhere. */
const ALL = { keepDirtyValues: false };

/** Everything that is saved at once, beside its preview. What is typed stays when the stored widget changes. */
export function WidgetForm({
  slug,
  widget,
  children,
}: {
  slug: string;
  widget: WidgetDetails;
  /** What is saved by itself. */
  children: ReactNode;
}) {
  const save = useSaveWidget(slug);
  const [language, setLanguage] = useState(widget.language);
  const form = useForm<WidgetValues, unknown, WidgetInput>({
    resolver: zodResolver(widgetInput),
    defaultValues: valuesOf(widget),
    values: valuesOf(widget),
    resetOptions: { keepDirtyValues: true },
  });
  const { isDirty } = form.formState;
  useUnsavedGuard(isDirty && !save.isPending);
  const submit = form.handleSubmit((input) =>
    save.mutate(input, {
      onSuccess: () => {
        form.reset(input, ALL);
        toast.success("Saved", { description: "Visitors see it when they next open the chat." });
      },
    }),
  );
  return (
    <FormProvider {...form}>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 space-y-5">
          <form noValidate onSubmit={(event) => void submit(event)} className="space-y-5">
            <LookSection slug={slug} avatarUrl={widget.avatarUrl} />
            <TextsSection own={widget.language} language={language} onLanguage={setLanguage} />
            <ContactSection />
            <HoursSection />
            <IdentitySection slug={slug} hasSecret={widget.hasIdentitySecret} />
            {save.error && <FormError>{describeError(save.error).detail}</FormError>}
            <SaveBar
              busy={save.isPending}
              onDiscard={() => {
                form.reset(valuesOf(widget), ALL);
                save.reset();
              }}
            />
          </form>
          {children}
        </div>
        <Preview widget={widget} language={language} />
      </div>
    </FormProvider>
  );
}
