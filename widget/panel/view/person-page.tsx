/** @jsxImportSource preact */
import { useRef } from "preact/hooks";
import type { PanelConfig } from "../../shared/panel-config";
import { IDENTITY_REQUIRED } from "../chat/server-events";
import type { Conversation } from "../conversation/conversation";
import type { Texts } from "../texts";
import type { FieldSpec } from "./field";
import { FormView } from "./form-view";
import { PrivacyLink } from "./privacy-link";
import { SubPage } from "./sub-page";
import { useForm, type Values } from "./use-form";

/** The owner's fields are told apart from ours, whatever they are called. */
const OWN = "own-";

function specsOf({ formFields }: PanelConfig, texts: Texts): FieldSpec[] {
  const needed = { required: true, kind: "text", limit: 100 } as const;
  return [
    { id: "name", label: texts.t("name"), autocomplete: "name", ...needed },
    {
      ...{ id: "email", label: texts.t("email"), kind: "email", required: true },
      ...{ autocomplete: "email", limit: 254 },
    },
    ...formFields.map(({ id, label, kind, required }) => ({
      ...{ id: `${OWN}${id}`, label, kind, required, limit: 500 },
      ...(kind === "phone" && { autocomplete: "tel" }),
    })),
    { ...needed, id: "message", label: texts.t("message"), kind: "long", limit: 4000 },
  ];
}

interface PersonPageProps {
  config: PanelConfig;
  texts: Texts;
  conversation: Conversation;
  consented: boolean;
  /** Only who is signed in on the site may leave a message, and nobody is. */
  signInFirst: boolean;
  /** What the visitor had asked. */
  question: string | undefined;
  onBack: () => void;
  onSent: () => void;
}

/** "Talk to a person": who asks, what about, and when an answer can be expected. */
export function PersonPage(props: PersonPageProps) {
  const { config, texts, conversation, consented } = props;
  const leadId = useRef(crypto.randomUUID());
  const specs = specsOf(config, texts);

  async function send({ name = "", email = "", message = "", ...rest }: Values) {
    const own = Object.entries(rest).map(([id, value]) => [id.slice(OWN.length), value] as const);
    const fields = Object.fromEntries(own.filter(([, value]) => value !== ""));
    const clientLeadId = leadId.current;
    const result = await conversation.handOff({ clientLeadId, name, email, message, fields });
    // An earlier try came through and the words were changed since: these are another message.
    if (!result.ok && result.status === 409) leadId.current = crypto.randomUUID();
    return result;
  }

  const form = useForm({
    ...{ specs, texts, send, onSent: props.onSent },
    initial: { message: props.question ?? "" },
    serverName: (id) => (id.startsWith(OWN) ? `fields.${id.slice(OWN.length)}` : id),
    failureOf: ({ status, reason }) => {
      if (reason === IDENTITY_REQUIRED) return texts.t("signIn");
      return texts.t(status === 429 ? "failedLimited" : "failedSubmit");
    },
  });
  const organization = config.organizationName;
  const page = { title: texts.t("personTitle"), texts, onBack: props.onBack };
  if (props.signInFirst)
    return (
      <SubPage {...page}>
        <p class="notice">{texts.t("signIn")}</p>
      </SubPage>
    );
  return (
    <SubPage {...page}>
      <p class="notice">{texts.office(config.office)}</p>
      <FormView form={form} specs={specs} submitLabel={texts.t("submitPerson")} texts={texts} />
      <p class="hint">
        {texts.t("personHint", { organization })}{" "}
        {!consented && texts.t("consentText", { organization })}{" "}
        <PrivacyLink config={config} texts={texts} />
      </p>
    </SubPage>
  );
}
