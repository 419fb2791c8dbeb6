import { HomeLink } from "@/components/shell/home-link";
import { NothingHere } from "@/components/shell/nothing-here";

export default function OrganizationNotFound() {
  return <NothingHere home={<HomeLink>Go to the inbox</HomeLink>} />;
}
