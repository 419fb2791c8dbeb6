import { courtesyIn } from "@/lib/domains/knowledge/relevance-service";

const NO_ANSWER: Readonly<Record<string, string>> = {
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
  return NO_ANSWER[language] ?? NO_ANSWER["en"]!;
}

const REPLIES = {
  greeting: {
    en: "Hello! What would you like to know?",
    de: "Hallo! Was möchten Sie wissen?",
    es: "¡Hola! ¿Qué le gustaría saber?",
    fr: "Bonjour ! Que souhaitez-vous savoir ?",
    it: "Salve! Che cosa desidera sapere?",
    nl: "Hallo! Wat wilt u weten?",
    pt: "Olá! O que gostaria de saber?",
  },
  thanks: {
    en: "You're welcome! Is there anything else you would like to know?",
    de: "Gern! Möchten Sie noch etwas wissen?",
    es: "¡De nada! ¿Le gustaría saber algo más?",
    fr: "Je vous en prie ! Souhaitez-vous savoir autre chose ?",
    it: "Prego! Desidera sapere altro?",
    nl: "Graag gedaan! Wilt u nog iets weten?",
    pt: "De nada! Gostaria de saber mais alguma coisa?",
  },
} satisfies Record<string, Record<string, string>>;

/** What is said to a greeting or to thanks, which ask nothing; undefined to anything else. Languages as above. */
export function politeReply(message: string, language: string): string | undefined {
  const courtesy = courtesyIn(message);
  if (!courtesy) return undefined;
  const texts: Readonly<Record<string, string>> = REPLIES[courtesy];
  return texts[language] ?? texts["en"];
}
