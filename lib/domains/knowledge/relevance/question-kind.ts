import { writtenFor } from "../retrieval/common-questions";

/** A kind of question that an answer of a certain form belongs to, in the languages that the product is offered in. */
interface QuestionKind {
  /** The words that ask; a figure of the right form says what they ask for. */
  asks: RegExp;
  /** What an answer to it has in it. */
  answers: RegExp;
  /** Asks for a way to do something, which is told in words, and for no figure. */
  way?: true;
}

const MONEY = /[£€$]\s?\d|\d\s?(?:[€£$%]|(?:eur|euros?|gbp|usd|chf|pounds?|francs?)\b)/iu;
// "four and a half hours" has no digit; "opening hours" last none.
const DURATION =
  /\d\s?(?:min|h\b)|\b(?:minutes?|(?<!opening )hours|days|weeks|months|years|minuten|stunden|tage|werktage|wochen|monate|jahre|minutos|horas|d[ií]as|semanas|meses|años|heures|jours|semaines|mois|ans)\b/iu;
const CLOCK = /\d{1,2}[:.]\d{2}|\b\d{1,2}\s?(?:h|uhr|[ap]\.?m)\b/iu;
const DAY =
  /\b(?:mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rsday|urday)?s?\b|\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:mon|diens|donners|frei|sams|sonn)tags?\b|mittwochs?\b|\b(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b|\b(?:1[89]|20)\d\d\b/iu;

const PHONE = /(?<!\d)\+?\d[\d ()/-]{5,}\d/;
const EMAIL = /[^\s@]@[^\s@]+\.\p{L}/u;
const ADDRESS =
  /\d+[a-z]?,? (?:\p{Lu}[\p{L}'’-]+ )+(?:street|road|lane|avenue|quay|square|st|rd)\b|\p{L}+(?:straße|strasse|str\.|weg|gasse|platz|allee) \d|\b(?:calle|avenida|plaza|paseo|rue|avenue|boulevard|place|chemin) (?:\p{L}+ )/iu;

/** A way to do something is told with where to turn to, or as a request. */
const WAY = new RegExp(
  `${EMAIL.source}|${PHONE.source}|\\p{L}\\.\\p{L}{2,}/|(?<!\\p{L})(?:please|online|call|write to|ask|at the counter|by (?:tele)?phone|by e-?mail|bitte|telefonisch|per e-?mail|schreiben sie|rufen sie|por favor|por tel[eé]fono|en l[ií]nea|llame|escriba|veuillez|par t[eé]l[eé]phone|en ligne|appelez|[eé]crivez)(?!\\p{L})`,
  "iu",
);

const KINDS: readonly QuestionKind[] = [
  {
    asks: /(?<!\p{L})(?:(?:tele)?phone(?: number)?|call you|telefon(?:nummer)?|tel[eé]fono|t[eé]l[eé]phone)(?!\p{L})/giu,
    answers: PHONE,
  },
  {
    asks: /(?<!\p{L})(?:e-?mails?(?: address(?:es)?)?|mail|correo|courriel)(?!\p{L})/giu,
    answers: EMAIL,
  },
  {
    asks: /(?<!\p{L})(?:address|located?|where are you|adresse|wo seid ihr|wo sind sie|direcci[oó]n|d[oó]nde est[aá]n|situ[eé]s?)(?!\p{L})/giu,
    answers: ADDRESS,
  },
  {
    asks: /\b(?:how much|costs?|prices?|fees?|wie ?viel|kostet|kosten|preise?|cu[aá]nto cuestan?|precios?|combien co[uû]tent?|prix|tarifs?)(?!\p{L})/giu,
    answers: MONEY,
  },
  {
    asks: /(?<!\p{L})(?:(?:opening )?hours|opening times|what time|öffnungszeiten|um wie ?viel uhr|horarios?|horaires|quelle heure|qu[eé] hora)(?!\p{L})/giu,
    answers: CLOCK,
  },
  {
    asks: /\b(?:when|takes? place|wann|cu[aá]ndo|quand)(?!\p{L})/giu,
    answers: new RegExp(`${CLOCK.source}|${DAY.source}`, "iu"),
  },
  {
    asks: /\b(?:how long|wie lange|dauert|cu[aá]nto tiempo|combien de temps)(?!\p{L})/giu,
    answers: DURATION,
  },
  {
    asks: /\b(?:how (?:many|far|old|high|big|often|heavy|large|tall)|wie (?:viele|weit|alt|hoch|oft|groß|schwer)|cu[aá]nt[oa]s?|combien)(?!\p{L})/giu,
    answers: /\d/u,
  },
  {
    asks: /(?<!\p{L})(?:how(?= (?:do|can|could|should|may) (?:i|we)(?!\p{L}))|wie(?= (?:\p{L}+e|kann|muss|soll) (?:ich|man|wir)(?!\p{L}))|c[oó]mo(?= (?:puedo|se puede|hago|\p{L}+o)(?!\p{L}))|comment(?= (?:puis-je|faire|je|on|\p{L}+er)(?!\p{L})))/giu,
    answers: WAY,
    way: true,
  },
];

/** What a question asks for beside its topic, a figure or a way, with the words that say so; undefined for anything else. */
export function kindOfQuestion(
  question: string,
  language: string,
): { words: string; answers: RegExp; figure: boolean } | undefined {
  const asked = [question, ...writtenFor(question, language).map(([word]) => word)].join(" ");
  for (const { asks, answers, way } of KINDS) {
    const found = asked.match(asks);
    if (found) return { words: found.join(" "), answers, figure: !way };
  }
  return undefined;
}
