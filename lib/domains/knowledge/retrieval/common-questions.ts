import { calendarNames } from "../relevance/calendar";

/** What every front desk is asked, with the word that a business writes over its answer and others. */
const COMMON: Readonly<
  Record<string, readonly { asks: RegExp; written: readonly [string, string] }[]>
> = {
  en: [
    {
      asks: /\b(?:when|what time|how late|until when|which days)\b.*\b(?:open|clos|shut)|\b(?:are|is)\b.*\bopen\b|\bopen (?:on|at|today|tomorrow)\b/iu,
      written: ["opening hours", "times"],
    },
    {
      asks: /\bwhere (?:are|is) (?:you|the (?:shop|store|office)|your \p{L}+)\b|\bwhere (?:can|do) i find you\b|\bhow (?:can|do) i (?:get|come|find)(?: to)? you\b/iu,
      written: ["address", "find located location directions"],
    },
    { asks: /\bphones?\b|\bcall you\b/iu, written: ["telephone", "call"] },
    { asks: /\bID\b|\bidentification\b/u, written: ["identity", "passport driving licence"] },
  ],
  de: [
    {
      asks: /\bwann\b.*(?:öffn|offen|\bauf\b|schlie[ßs]|\bzu\b)|\b(?:habt|hat|haben|seid|sind|ist)\b.*(?:\bauf\b|\boffen\b|geöffnet)/iu,
      written: ["Öffnungszeiten", "offen"],
    },
    {
      asks: /\bwo (?:seid|sind|ist|liegt|finde)\b|\bwie (?:komme|kommt|finde)\b.*\b(?:euch|ihnen|hin)\b/iu,
      written: ["Adresse", "Anfahrt Standort Lage finden"],
    },
  ],
  es: [
    {
      asks: /(?:cu[aá]ndo|qu[eé] hora|qu[eé] d[ií]as)\b.*\b(?:abr|cierr|abiert)|\best[aá]n? abiert/iu,
      written: ["horario", "abre abierto"],
    },
    {
      asks: /d[oó]nde (?:est[aá]|se encuentra|queda)|c[oó]mo (?:llego|llegar|se llega)/iu,
      written: ["dirección", "llegar ubicación encontrar calle"],
    },
  ],
  fr: [
    {
      asks: /(?:quand|quelle heure|quels jours)\b.*\b(?:ouvr|ouver|ferm)|(?:êtes|est)\b.*\bouvert/iu,
      written: ["horaires", "ouvert ouverture"],
    },
    {
      asks: /où (?:êtes|se trouve|est)|comment (?:venir|vous trouver)/iu,
      written: ["adresse", "accès trouver situé rue"],
    },
  ],
};

/**
 * The word that a business writes over the answer to a common question of a language, and others that may stand in its
 * place, for each that a question asks.
 */
export function writtenFor(question: string, language: string): (readonly [string, string])[] {
  // "On Christmas Day" is not answered by a timetable of the week.
  if (calendarNames(question).length > 0) return [];
  const found = (COMMON[language] ?? []).filter(({ asks }) => asks.test(question));
  return found.map(({ written }) => written);
}
