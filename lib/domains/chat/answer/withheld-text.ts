const WITHHELD: Readonly<Record<string, string>> = {
  en: "This answer is not shown any more: a page that it came from was removed.",
  de: "Diese Antwort wird nicht mehr angezeigt: Eine Seite, aus der sie stammte, wurde entfernt.",
  es: "Esta respuesta ya no se muestra: se retiró una página de la que procedía.",
  fr: "Cette réponse n'est plus affichée : une page dont elle provenait a été retirée.",
  it: "Questa risposta non è più mostrata: una pagina da cui proveniva è stata rimossa.",
  nl: "Dit antwoord wordt niet meer getoond: een pagina waaruit het kwam is verwijderd.",
  pt: "Esta resposta já não é mostrada: uma página de onde veio foi removida.",
};

/** What stands in the place of an answer from a deleted document, in a language (ISO 639-1) that we have, else in English. */
export function withheldText(language: string): string {
  return WITHHELD[language] ?? WITHHELD["en"]!;
}
