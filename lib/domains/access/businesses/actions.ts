"use server";
import { defineAccountAction, defineAction } from "@/lib/http/define-action";
import { defineTenantAction } from "@/lib/http/define-tenant-action";
import { findOrganizations, listBusinesses, listOwnOrganizations } from "./list-service";
import {
  addOrganization as add,
  archiveOrganization as archive,
  renameOrganization as rename,
} from "./organization-service";
import { listCandidates, listTenantPeople } from "./people-service";
import {
  findInput,
  nameInput,
  organizationInput,
  organizationListInput,
  pageInput,
  tenantRoleInput,
} from "./schema";
import { createBusiness as create, renameTenant, setTenantRole } from "./tenant-service";

export const listOwnBusinesses = defineAccountAction({
  service: "web",
  input: pageInput,
  handler: (input, person) => listBusinesses(person, input),
});

export const listBusinessOrganizations = defineAccountAction({
  service: "web",
  input: organizationListInput,
  handler: (input, person) => listOwnOrganizations(person, input),
});

export const findOwnOrganizations = defineAccountAction({
  service: "web",
  input: findInput,
  handler: async ({ search }, person) => ({
    organizations: await findOrganizations(person, search),
  }),
});

export const createBusiness = defineAccountAction({
  service: "web",
  input: nameInput,
  handler: (input, { userId }, traceId) => create({ userId, traceId }, input),
});

export const renameBusiness = defineTenantAction({
  service: "web",
  input: nameInput,
  handler: async (input, owner) => {
    await renameTenant(owner, input);
    return {};
  },
});

export const addOrganization = defineTenantAction({
  service: "web",
  input: nameInput,
  handler: (input, owner) => add(owner, input),
});

export const archiveOrganization = defineTenantAction({
  service: "web",
  input: organizationInput,
  handler: async ({ organizationId }, owner) => {
    await archive(owner, { organizationId, archived: true });
    return {};
  },
});

export const restoreOrganization = defineTenantAction({
  service: "web",
  input: organizationInput,
  handler: async ({ organizationId }, owner) => {
    await archive(owner, { organizationId, archived: false });
    return {};
  },
});

export const listBusinessPeople = defineTenantAction({
  service: "web",
  input: pageInput,
  handler: (input, owner) => listTenantPeople(owner, input),
});

export const listBusinessCandidates = defineTenantAction({
  service: "web",
  input: pageInput,
  handler: (input, owner) => listCandidates(owner, input),
});

export const changeBusinessRole = defineTenantAction({
  service: "web",
  input: tenantRoleInput,
  handler: async (input, owner) => {
    await setTenantRole(owner, input);
    return {};
  },
});

export const renameOrganization = defineAction({
  service: "web",
  permission: "settings:manage",
  input: nameInput,
  handler: async (input, context) => {
    await rename(context, input);
    return {};
  },
});
