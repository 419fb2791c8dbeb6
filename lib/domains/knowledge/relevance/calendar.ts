/**
 * How a timetable writes the days and seasons that people ask about: "Christmas" stands in few, "25 December" in most.
 * Northern seasons. A text that names them itself needs none of this.
 */
const NAMES: readonly (readonly [asked: RegExp, written: RegExp])[] = [
  [
    /\b(?:(?:christmas|xmas)(?: day| eve)?|boxing day)\b/iu,
    /\b2[4-6]\b.*\bDec|\bDec\w* 2[4-6]\b/iu,
  ],
  [/\bnew year(?:'s)?(?: day| eve)?/iu, /\b31 Dec|\b1 Jan|\bDec\w* 31\b|\bJan\w* 1\b/iu],
  [/\bspring\b/iu, /\b(?:March|April|May)\b/u],
  [/\bsummer\b/iu, /\b(?:June|July|August)\b/u],
  [/\bautumn\b/iu, /\b(?:September|October|November)\b/u],
  [/\bwinter\b/iu, /\b(?:December|January|February)\b/u],
  [/\bweekends?\b/iu, /\b(?:Saturday|Sunday|Sat|Sun)s?\b/u],
  [/\bday before\b/iu, /\b24 hours\b/iu],
  [/\p{L}*weihnacht\p{L}*|heiligabend/iu, /\b2[4-6]\.(?:.*\bDez|12\b)/iu],
  [/silvester|neujahr/iu, /\b31\. ?(?:Dez|12)|\b1\. ?(?:Jan|0?1\.)/iu],
  [/frühling|frühjahr/iu, /März|April|\bMai\b/u],
  [/\bsommer\b/iu, /Juni|Juli|August/u],
  [/\bherbst\b/iu, /September|Oktober|November/u],
  [/\bwochenende\b/iu, /samstag|sonntag/iu],
  [/\btag (?:vorher|davor|zuvor)\b/iu, /\b24 Stunden\b/iu],
  [/navidad|nochebuena/iu, /\b2[4-6]\b.*dic/iu],
  [/primavera/iu, /\b(?:marzo|abril|mayo)\b/iu],
  [/verano/iu, /\b(?:junio|julio|agosto)\b/iu],
  [/invierno/iu, /\b(?:diciembre|enero|febrero)\b/iu],
  [/no[eë]l/iu, /\b2[4-6]\b.*déc/iu],
  [/printemps/iu, /\b(?:mars|avril|mai)\b/iu],
  [/(?<!\p{L})été\b/iu, /juin|juillet|août/iu],
  [/\bhiver\b/iu, /décembre|janvier|février/iu],
];

/** For each day or season that a question names: the words that name it, and how a timetable writes it. */
export function calendarNames(question: string): { words: string; written: RegExp }[] {
  return NAMES.flatMap(([asked, written]) => {
    const words = asked.exec(question)?.[0];
    return words === undefined ? [] : [{ words, written }];
  });
}
