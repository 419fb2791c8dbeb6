import { inDigits, readNumber } from "./numbers";

/** What a text says in figures: of each kind the values, in one form however they are written, with how they are. */
export interface Figures {
  /** By kind: what is compared, to what is shown. */
  values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The text without them. */
  rest: string;
}

interface Reader {
  kind: string;
  written: RegExp;
  /** Its value, or undefined when it is none of the kind after all. */
  value: (groups: Readonly<Record<string, string | undefined>>) => string | undefined;
}

const NUMBER = "\\d+(?:[.,'’]\\d+)*";
const CURRENCIES: Readonly<Record<string, string>> = {
  "€": "EUR",
  eur: "EUR",
  euro: "EUR",
  euros: "EUR",
  "£": "GBP",
  gbp: "GBP",
  pound: "GBP",
  pounds: "GBP",
  $: "USD",
  usd: "USD",
  dollar: "USD",
  dollars: "USD",
  chf: "CHF",
  francs: "CHF",
};
const CURRENCY = "[€£$]|(?:eur(?:os?)?|gbp|usd|chf|pounds?|dollars?|francs)(?!\\p{L})";

/** Minutes by the beginning of a unit's name, in the languages that the product is offered in. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^min/iu, 1],
  [/^(?:h$|hrs?$|hour|stunde|hora|heure)/iu, 60],
  [/^(?:day|tag|werktag|d[ií]a|jour)/iu, 1_440],
  [/^(?:week|woche|semana|semaine)/iu, 10_080],
  [/^(?:month|monat|mes|mois)/iu, 43_200],
  [/^(?:year|jahr|año|ans?$)/iu, 525_600],
];
const UNIT =
  "minutes?|minuten|minutos?|mins?|hours?|hrs?|h|stunden?|horas?|heures?|days?|tage?n?|werktage?n?|d[ií]as?|jours?|weeks?|wochen?|semanas?|semaines?|months?|monate?n?|mes(?:es)?|mois|years?|jahre?n?|años?|ans?";

function minutesOf(hour: string, minute = "0", half = ""): string | undefined {
  const base = Number(hour) + (/^p/i.test(half) && Number(hour) < 12 ? 12 : 0);
  const hours = /^a/i.test(half) && Number(hour) === 12 ? 0 : base;
  return hours <= 24 && Number(minute) < 60 ? String(hours * 60 + Number(minute)) : undefined;
}

// In the order in which they are looked for: what one has read the next does not see.
const READERS: readonly Reader[] = [
  {
    kind: "e-mail",
    written: /[^\s@<>()]+@[^\s@<>()]+\.\p{L}{2,}/giu,
    value: (g) => g["all"]?.toLowerCase(),
  },
  {
    kind: "price",
    written: new RegExp(
      `(?<c>[€£$])\\s?(?<n>${NUMBER})|(?<m>${NUMBER})(?:\\.[–-])?\\s?(?<d>${CURRENCY})`,
      "giu",
    ),
    value: ({ c, n, m, d }) =>
      `${readNumber(n ?? m ?? "")} ${CURRENCIES[(c ?? d ?? "").toLowerCase()] ?? ""}`,
  },
  {
    kind: "percentage",
    written: new RegExp(
      `(?<n>${NUMBER})\\s?(?:%|percent|per cent|prozent|por ciento|pour cent)`,
      "giu",
    ),
    value: ({ n }) => String(readNumber(n ?? "")),
  },
  {
    kind: "time",
    written:
      /(?<!\d)(?<h>\d{1,2})(?:[:.](?<m>\d{2}))?\s?(?<half>[ap]\.?m\b\.?)|(?<!\d)(?<i>\d{1,2})(?:[:.](?<n>\d{2}))?\s?(?:uhr\b)|(?<!\d)(?<j>\d{1,2}):(?<o>\d{2})(?!\d)|(?<!\d)(?<k>\d{1,2})\s?h\s?(?<p>\d{2})(?!\d)|\b(?<noon>noon|midday)\b|\b(?<night>midnight|mitternacht)\b/giu,
    value: ({ h, m, half, i, n, j, o, k, p, noon, night }) => {
      if (noon) return "720";
      return night ? "1440" : minutesOf(h ?? i ?? j ?? k ?? "", m ?? n ?? o ?? p, half);
    },
  },
  {
    kind: "phone number",
    written: /(?<![\d.,])\+?\d[\d ()/-]{6,}\d/gu,
    value: (g) => g["all"]?.replace(/[^\d+]/g, ""),
  },
  {
    kind: "duration",
    written: new RegExp(
      `(?<n>${NUMBER})(?:\\s|-)?(?:working|business|calendar|full|volle)?\\s?(?<u>${UNIT})(?!\\p{L})`,
      "giu",
    ),
    value: ({ n, u = "" }) => {
      const unit = UNITS.find(([names]) => names.test(u));
      return unit && String(readNumber(n ?? "") * unit[1]);
    },
  },
];

const WEEKDAYS =
  /(?<!\p{L})(?:(?<d1>mon|monday|montag|lunes|lundi)|(?<d2>tue|tues|tuesday|dienstag|martes|mardi)|(?<d3>wed|wednesday|mittwoch|miércoles|mercredi)|(?<d4>thu|thur|thurs|thursday|donnerstag|jueves|jeudi)|(?<d5>fri|friday|freitag|viernes|vendredi)|(?<d6>sat|saturday|samstag|sábado|samedi)|(?<d7>sun|sunday|sonntag|domingo|dimanche))s?(?!\p{L})/giu;
const COUNT = new RegExp(`(?<!\\p{L})(?<n>${NUMBER})\\s+(?<noun>\\p{L}{3,})`, "gu");

type Groups = Readonly<Record<string, string | undefined>>;

const dayOf = (groups: Groups) => Object.keys(groups).find((name) => groups[name] !== undefined);

/** The text without what `read` takes out of it. */
function without(
  text: string,
  written: RegExp,
  read: (all: string, groups: Groups) => boolean,
): string {
  return text.replace(written, (all: string, ...rest: unknown[]) => {
    const groups = rest.at(-1);
    return read(all, typeof groups === "object" ? (groups as Groups) : {}) ? " " : all;
  });
}

/** Reads the figures of a text: prices, times, days, durations and so on, and numbers of things. */
export function readFigures(text: string): Figures {
  const values = new Map<string, Map<string, string>>();
  const add = (kind: string, value: string | undefined, shown: string): boolean => {
    if (value === undefined) return false;
    const of = values.get(kind) ?? new Map<string, string>();
    values.set(kind, of.set(value, of.get(value) ?? shown.trim()));
    return true;
  };
  let rest = inDigits(text);
  for (const { kind, written, value } of READERS)
    rest = without(rest, written, (all, groups) => add(kind, value({ ...groups, all }), all));
  rest = without(rest, WEEKDAYS, (all, groups) => add("day", dayOf(groups), all));
  for (const { 0: all, groups } of rest.matchAll(COUNT)) {
    const { n = "", noun = "" } = groups ?? {};
    add(`number of ${noun.toLowerCase()}`, String(readNumber(n)), all);
  }
  return { values, rest: rest.replace(/\d+/g, " ") };
}
