/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isVouched, type Identity } from "../../shared/identity";
import type { PanelConfig } from "../../shared/panel-config";
import { Announcer } from "./announcer";
import { Composer } from "./composer";
import { DeletePage } from "./delete-page";
import { LiveLines } from "./live-lines";
import { NoComposer } from "./no-composer";
import { PanelHeader, type PageName } from "./panel-header";
import { PersonPage } from "./person-page";
import { Timeline } from "./timeline";
import { TranscriptPage } from "./transcript-page";
import { useConversation } from "./use-conversation";
import { useDraft } from "./use-draft";
import { useLook } from "./use-look";
import { useOnline } from "./use-online";
import { useScroll } from "./use-scroll";

/** What the page that holds the panel may do with it. */
export interface PanelControls {
  focus: () => void;
  ask: (question: string) => void;
  /** Forgets the conversation, here and in the browser; the business keeps it. */
  forget: () => void;
}

interface PanelProps {
  config: PanelConfig;
  /** Undefined where the page stands alone and there is nothing to close. */
  onClose: (() => void) | undefined;
  /** Who the visitor is, as the page says by then. */
  identity?: () => Identity | undefined;
  onControls: (controls: PanelControls) => void;
  /** An answer or a person's message is complete. */
  onMessage?: () => void;
  /** Who is there now is about to be shown. */
  onPersonPage?: () => void;
  /** A person was asked for. */
  onHandoff?: () => void;
}

/** The whole panel: the chat, or one of the pages of its menu. */
export function Panel(props: PanelProps) {
  const { config, identity, onClose, onControls, onMessage, onPersonPage, onHandoff } = props;
  const texts = useLook(config);
  const { conversation, state, latest } = useConversation(config, identity, onMessage);
  const [page, setPage] = useState<PageName>("chat");
  const [asked, setAsked] = useState<string>();
  const { draft, setDraft, forget: forgetDraft } = useDraft(config, state.consented);
  const [menuOpen, setMenuOpen] = useState(false);
  const online = useOnline();
  const input = useRef<HTMLTextAreaElement>(null);
  const menuButton = useRef<HTMLButtonElement>(null);
  const { list, onScroll } = useScroll(state, page === "chat");
  const { live } = state;
  const visitor = identity?.();
  // A conversation that was begun by somebody who was signed in is theirs to go on with.
  const signInFirst =
    config.identityRequired === true && !isVouched(visitor) && !state.begun && !state.unavailable;
  const canWrite = !signInFirst && !state.unavailable;
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (isVouched(visitor)) conversation.identified();
  }, [conversation, visitor]);
  useEffect(() => {
    if (!canWrite || !wantsFocus.current) return;
    wantsFocus.current = false;
    input.current?.focus();
  }, [canWrite]);

  function goTo(next: PageName, question?: string): void {
    setAsked(question);
    setPage(next);
    if (next === "person") onPersonPage?.();
  }
  /** What was not agreed to goes back to where it was typed, before what was typed since. */
  function takeBack(): void {
    const typed = draft === "" ? [] : [draft];
    setDraft([...conversation.decline(), ...typed].join("\n\n"));
  }
  /** Where the focus goes once the chat is shown again. */
  const returning = useRef<"menu" | "input">(undefined);
  function backToChat(focus: "menu" | "input"): void {
    returning.current = focus;
    setPage("chat");
  }
  useEffect(() => {
    if (page !== "chat") return;
    if (returning.current === "menu") menuButton.current?.focus();
    if (returning.current === "input") input.current?.focus();
    returning.current = undefined;
  }, [page]);

  useLayoutEffect(
    () =>
      onControls({
        focus: () => {
          wantsFocus.current = input.current === null;
          input.current?.focus();
        },
        ask: (question) => conversation.send(question),
        forget: () => {
          forgetDraft();
          conversation.forget();
        },
      }),
    [onControls, conversation, forgetDraft],
  );
  // Before the next key: the menu that was just opened is what Escape closes.
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key !== "Escape" || event.isComposing) return;
      if (menuOpen) {
        setMenuOpen(false);
        menuButton.current?.focus();
      } else if (page !== "chat") backToChat("menu");
      else onClose?.();
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onClose, menuOpen, page]);

  const shared = { config, texts, conversation, onBack: () => backToChat("menu") };
  const menu = { open: menuOpen, setOpen: setMenuOpen, button: menuButton };
  return (
    <div class="panel" lang={texts.language}>
      <PanelHeader
        {...{ config, texts, live, menu, onClose, begun: state.begun }}
        onPage={(next) => goTo(next)}
      />
      <div class="chat" hidden={page !== "chat"}>
        <main
          class="scroller"
          ref={list}
          onScroll={onScroll}
          tabIndex={0}
          aria-label={texts.t("messages")}
        >
          <Timeline
            {...{ config, texts, state, conversation, canWrite }}
            onPerson={(question) => goTo("person", question)}
            onDecline={() => {
              takeBack();
              input.current?.focus();
            }}
          />
        </main>
        {!state.unavailable && <LiveLines state={state} online={online} texts={texts} />}
        {state.unavailable && (
          <NoComposer {...{ texts, draft }} final why={texts.t("unavailable")} />
        )}
        {signInFirst && <NoComposer {...{ texts, draft }} why={texts.t("signIn")} />}
        {canWrite && (
          <Composer
            {...{ texts, input, draft }}
            personName={
              live?.handledBy === "person" ? (live.memberName ?? texts.t("teamMember")) : undefined
            }
            onDraft={(text) => {
              setDraft(text);
              if (text !== "") conversation.typing();
            }}
            onSend={(question) => conversation.send(question)}
          />
        )}
      </div>
      {page === "person" && (
        <PersonPage
          {...{ ...shared, signInFirst, consented: state.consented }}
          question={asked}
          onSent={() => {
            takeBack();
            backToChat("input");
            onHandoff?.();
          }}
        />
      )}
      {page === "transcript" && <TranscriptPage {...shared} />}
      {page === "delete" && <DeletePage {...shared} onDeleted={() => backToChat("input")} />}
      <Announcer latest={latest} texts={texts} />
    </div>
  );
}
