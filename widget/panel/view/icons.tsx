/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5M5.5 11.5 12 5l6.5 6.5" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="m6 9 6 6 6-6" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path class="directed" d="M15 6l-6 6 6 6" />
  </Icon>
);

export const OutsideIcon = () => (
  <Icon>
    <path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5" />
  </Icon>
);

export const SparkIcon = () => (
  <Icon>
    <path d="M12 3.5c.9 4.6 3.4 7.1 8 8-4.6.9-7.1 3.4-8 8-.9-4.6-3.4-7.1-8-8 4.6-.9 7.1-3.4 8-8Z" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path stroke-width="3.2" d="M5 12h.01M12 12h.01M19 12h.01" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20a7.5 7.5 0 0 1 15 0" />
  </Icon>
);

export const MailIcon = () => (
  <Icon>
    <path d="M4 6h16v12H4zM4.5 7l7.5 6 7.5-6" />
  </Icon>
);

export const BinIcon = () => (
  <Icon>
    <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13" />
  </Icon>
);

export const ShieldIcon = () => (
  <Icon>
    <path d="M12 3.5 5 6v5.5c0 4.4 3 7.6 7 9 4-1.4 7-4.6 7-9V6l-7-2.5Z" />
  </Icon>
);

export const ThumbIcon = ({ down }: { down?: boolean }) => (
  <Icon>
    <path
      transform={down ? "rotate(180 12 12)" : undefined}
      d="M7 11v9H4v-9h3Zm0 0 4-7.5c1.4 0 2.5 1.1 2.5 2.5L13 9.5h5a2 2 0 0 1 2 2.4l-1.2 6.1a2.5 2.5 0 0 1-2.5 2H7"
    />
  </Icon>
);
