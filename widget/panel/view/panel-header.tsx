/** @jsxImportSource preact */
import type { RefObject } from "preact";
import type { PanelConfig } from "../../shared/panel-config";
import { safeLink } from "../answer/safe-link";
import type { LiveState } from "../conversation/visitor-events";
import type { Texts } from "../texts";
import {
  BinIcon,
  CloseIcon,
  MailIcon,
  MoreIcon,
  OutsideIcon,
  PersonIcon,
  ShieldIcon,
  SparkIcon,
} from "./icons";

export type PageName = "chat" | "person" | "transcript" | "delete";

interface PanelHeaderProps {
  config: PanelConfig;
  texts: Texts;
  live: LiveState | undefined;
  /** There is a conversation to mail or delete. */
  begun: boolean;
  menu: {
    open: boolean;
    setOpen: (open: boolean) => void;
    button: RefObject<HTMLButtonElement | null>;
  };
  onPage: (page: PageName) => void;
  onClose: (() => void) | undefined;
}

function Mark({ config, live }: Pick<PanelHeaderProps, "config" | "live">) {
  if (live?.handledBy === "person")
    return (
      <span class="mark">
        <PersonIcon />
      </span>
    );
  if (config.avatarUrl) return <img class="mark" src={config.avatarUrl} alt="" />;
  return (
    <span class="mark">
      <SparkIcon />
    </span>
  );
}

function Menu({ config, texts, begun, menu, onPage }: Omit<PanelHeaderProps, "live" | "onClose">) {
  const go = (page: PageName) => () => {
    menu.setOpen(false);
    onPage(page);
  };
  const privacy = safeLink(config.privacyUrl);
  return (
    <ul id="menu" class="menu">
      <li>
        <button type="button" onClick={go("person")}>
          <PersonIcon /> {texts.t("talkToPerson")}
        </button>
      </li>
      {begun && (
        <li>
          <button type="button" onClick={go("transcript")}>
            <MailIcon /> {texts.t("transcript")}
          </button>
        </li>
      )}
      {begun && (
        <li>
          <button type="button" class="danger" onClick={go("delete")}>
            <BinIcon /> {texts.t("delete")}
          </button>
        </li>
      )}
      {privacy && (
        <li>
          <a
            href={privacy}
            target="_blank"
            rel="noopener noreferrer"
            onClick={() => menu.setOpen(false)}
          >
            <ShieldIcon /> {texts.t("privacy")}
            <span class="hidden"> ({texts.t("newTab")})</span>
            <OutsideIcon />
          </a>
        </li>
      )}
    </ul>
  );
}

/** Whom the visitor talks to, and the menu of what else can be done. */
export function PanelHeader(props: PanelHeaderProps) {
  const { config, texts, live, menu, onClose } = props;
  const person = live?.handledBy === "person";
  return (
    <header>
      <Mark config={config} live={live} />
      <div class="who">
        <h1 dir="auto">{(person && live.memberName) || config.widgetName}</h1>
        <p>
          {person ? texts.t("teamMember") : texts.t("assistant")} ·{" "}
          <span dir="auto">{config.organizationName}</span>
        </p>
      </div>
      <div
        class="menu-place"
        onFocusOut={(event) => {
          const { relatedTarget, currentTarget } = event;
          if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget))
            menu.setOpen(false);
        }}
      >
        <button
          type="button"
          class="tool"
          ref={menu.button}
          aria-label={texts.t("menu")}
          aria-expanded={menu.open}
          aria-controls="menu"
          onClick={() => menu.setOpen(!menu.open)}
        >
          <MoreIcon />
        </button>
        {menu.open && <Menu {...props} />}
      </div>
      {onClose && (
        <button type="button" class="tool" aria-label={texts.t("close")} onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}
