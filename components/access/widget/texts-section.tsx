"use client";
import { useFormContext } from "react-hook-form";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import {
  MAX_GREETING,
  MAX_SUGGESTED,
  WIDGET_LANGUAGES,
  type WidgetLanguage,
} from "@/lib/domains/access/widget/schema";
import type { WidgetValues } from "./form-values";
import { QuestionList } from "./question-list";
import { RadioCards } from "./radio-cards";

const names = new Intl.DisplayNames("en", { type: "language" });

/** Which of the form's fields hold the texts of a language. */
function fieldsOf(language: string, own: string) {
  const other = WIDGET_LANGUAGES.find((known) => known === language && known !== own);
  return other
    ? ({
        greeting: `translations.${other}.greeting`,
        questions: `translations.${other}.suggestedQuestions`,
      } as const)
    : ({ greeting: "greeting", questions: "suggestedQuestions" } as const);
}

/** What the widget says first, in the organization's own language and in the others that the widget speaks. */
export function TextsSection({
  own,
  language,
  onLanguage,
}: {
  own: string;
  language: string;
  onLanguage: (language: string) => void;
}) {
  const { register, getFieldState, formState, watch, setValue } = useFormContext<WidgetValues>();
  const fields = fieldsOf(language, own);
  const isOwn = language === own;
  const others = WIDGET_LANGUAGES.filter((known: WidgetLanguage) => known !== own);
  const inWords = names.of(own) ?? own;
  return (
    <Section
      title="First words"
      description={`Visitors read them in the language of the page, and in ${inWords} where you have written none.`}
    >
      <div className="space-y-5">
        <RadioCards
          label="Language"
          value={language}
          onChange={onLanguage}
          options={[own, ...others].map((value) => ({
            value,
            label: `${names.of(value) ?? value}${value === own ? " (yours)" : ""}`,
          }))}
        />
        <Field
          label="Greeting"
          error={getFieldState(fields.greeting, formState).error?.message}
          aside={`${watch(fields.greeting)?.length ?? 0} / ${MAX_GREETING}`}
        >
          {(control) => (
            <Textarea
              {...control}
              key={fields.greeting}
              {...register(fields.greeting, {
                // Nothing written in another language is nothing, not an empty greeting.
                setValueAs: (value: string | undefined) =>
                  isOwn ? value : value?.trim() || undefined,
              })}
              dir="auto"
              placeholder={isOwn ? undefined : watch("greeting")}
            />
          )}
        </Field>
        <QuestionList
          key={fields.questions}
          values={watch(fields.questions) ?? []}
          max={MAX_SUGGESTED}
          errorOf={(at) => getFieldState(`${fields.questions}.${at}`, formState).error?.message}
          onChange={(values) =>
            setValue(fields.questions, values.length === 0 && !isOwn ? undefined : values, {
              shouldDirty: true,
              shouldValidate: formState.isSubmitted,
            })
          }
        />
      </div>
    </Section>
  );
}
