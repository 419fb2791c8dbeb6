import rosetta from "rosetta";
import type { Office } from "../shared/panel-config";
import german from "./messages/de.json";
import english from "./messages/en.json";
import spanish from "./messages/es.json";
import french from "./messages/fr.json";

type MessageName = keyof typeof english;
/** Names of texts that have one form for each plural category. */
type PluralName = "source";

/** The panel's words in one language. */
export interface Texts {
  /** The language that they are in. */
  language: string;
  direction: "ltr" | "rtl";
  t: (name: MessageName, values?: Record<string, string | number>) => string;
  plural: (name: PluralName, count: number) => string;
  /** How soon a person answers, in the visitor's own time zone. */
  office: (office: Office) => string;
}

const messages: Record<string, Record<MessageName, string>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
};
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/** As "10 minutes" or "2 hours". */
function durationIn(language: string, minutes: number): string {
  const [value, unit] =
    minutes < 60
      ? [Math.max(1, Math.round(minutes)), "minute"]
      : minutes < 48 * 60
        ? [Math.ceil(minutes / 60), "hour"]
        : [Math.ceil(minutes / (24 * 60)), "day"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(
    value,
  );
}

/** As "Monday 9:00": with the date too when it is more than a week away. */
function momentIn(language: string, iso: string, now: number): string {
  const moment = new Date(iso);
  const far = moment.getTime() - now > 6 * 24 * 60 * 60 * 1000;
  return new Intl.DateTimeFormat(language, {
    weekday: "long",
    ...(far && { day: "numeric", month: "long" }),
    hour: "numeric",
    minute: "2-digit",
  }).format(moment);
}

/** The texts of a language by its ISO 639-1 code, else the English ones. `now` in milliseconds since the epoch. */
export function panelTexts(language: string, now: () => number = Date.now): Texts {
  const code = language.toLowerCase().split("-")[0] ?? "";
  const known = Object.hasOwn(messages, code) ? code : "en";
  const words = rosetta(messages);
  words.locale(known);
  const plurals = new Intl.PluralRules(known);
  const t: Texts["t"] = (name, values) => words.t(name, values);
  return {
    language: known,
    direction: RIGHT_TO_LEFT.includes(code) ? "rtl" : "ltr",
    t,
    plural: (name, count) => t(`${name}_${plurals.select(count) === "one" ? "one" : "other"}`),
    office: ({ open, opensAt, replyMinutes }) => {
      if (!open && opensAt) return t("officeOpensAt", { time: momentIn(known, opensAt, now()) });
      if (!open) return t("officeClosed");
      return replyMinutes === undefined
        ? t("officeOpen")
        : t("officeReply", { time: durationIn(known, replyMinutes) });
    },
  };
}
