/** @jsxImportSource preact */
import type { MemberMessage } from "../conversation/merge";
import type { Texts } from "../texts";
import { PersonIcon } from "./icons";

/** A message of a person, in plain text as it was written. */
export function MemberView({ message, texts }: { message: MemberMessage; texts: Texts }) {
  return (
    <li class="message member turn">
      <p class="author">
        <PersonIcon />
        <span dir="auto">{message.authorName ?? texts.t("teamMember")}</span>
      </p>
      <p class="bubble" dir="auto">
        {message.text}
      </p>
    </li>
  );
}
