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
function durationIn(locale: string, minutes: number): string {
  const [value, unit] =
    minutes < 60
      ? [Math.max(1, Math.round(minutes)), "minute"]
      : minutes < 48 * 60
        ? [Math.ceil(minutes / 60), "hour"]
        : [Math.ceil(minutes / (24 * 60)), "day"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** As "Monday 9:00": with the date too when it is more than a week away. */
function momentIn(locale: string, iso: string, now: number): string {
  const moment = new Date(iso);
  const far = moment.getTime() - now > 6 * 24 * 60 * 60 * 1000;
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    ...(far && { day: "numeric", month: "long" }),
    hour: "numeric",
    minute: "2-digit",
  }).format(moment);
}

const codeOf = (language: string) => language.toLowerCase().split("-")[0] ?? "";

/** What the visitor's browser says of times and numbers; tests hand in their own. */
interface Habits {
  /** As `navigator.languages`: which of a language's ways to write times they have. */
  locales: readonly string[];
  /** Milliseconds since the epoch. */
  now: () => number;
}

const ofBrowser = (): Habits => ({ locales: navigator.languages, now: Date.now });

/** The texts of a language by its ISO 639-1 code, else the English ones. */
export function panelTexts(language: string, { locales, now } = ofBrowser()): Texts {
  const code = codeOf(language);
  const known = Object.hasOwn(messages, code) ? code : "en";
  const locale = locales.find((one) => codeOf(one) === known) ?? known;
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
      if (!open && opensAt) return t("officeOpensAt", { time: momentIn(locale, opensAt, now()) });
      if (!open) return t("officeClosed");
      return replyMinutes === undefined
        ? t("officeOpen")
        : t("officeReply", { time: durationIn(locale, replyMinutes) });
    },
  };
}
