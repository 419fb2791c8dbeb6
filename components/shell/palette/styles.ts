export const itemStyle =
  "flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover max-sm:h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";
