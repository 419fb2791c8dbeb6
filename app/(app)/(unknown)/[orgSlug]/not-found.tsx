export { OrganizationNotFound as default } from "@/components/shell/organization-not-found";
