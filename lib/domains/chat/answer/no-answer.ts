const TEXTS: Readonly<Record<string, string>> = {
  en: "I don't have information about that, so I'd rather not guess.",
  de: "Dazu liegen mir keine Informationen vor, und raten möchte ich nicht.",
  es: "No tengo información sobre eso y prefiero no adivinar.",
  fr: "Je n'ai pas d'information à ce sujet et je préfère ne pas deviner.",
  it: "Non ho informazioni su questo e preferisco non tirare a indovinare.",
  nl: "Daar heb ik geen informatie over, en ik wil niet gokken.",
  pt: "Não tenho informações sobre isso e prefiro não adivinhar.",
};

/** The honest no, in the question's language (ISO 639-1) where we have it, else in English. */
export function noAnswerText(language: string): string {
  return TEXTS[language] ?? TEXTS["en"]!;
}
