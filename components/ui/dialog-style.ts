export const overlayStyle = "fixed inset-0 z-40 animate-fade bg-[oklch(0.18_0.02_262/0.45)]";
export const panelStyle =
  "fixed inset-x-3 base:top-[8dvh] z-50 mx-auto flex max-h-[84dvh] w-auto base:max-w-xl animate-enter flex-col rounded-xl bg-raised shadow-raised max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:max-h-[92dvh] max-sm:max-w-none max-sm:rounded-b-none";
