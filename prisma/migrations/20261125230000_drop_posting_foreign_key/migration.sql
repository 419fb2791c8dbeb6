-- The check of this key was most of the cost of indexing, and grew with the table: its plan is made when the table is
-- small, and kept. Postings are written with their chunk in one transaction and deleted with it. ACCESS EXCLUSIVE on both
-- tables for an instant.
ALTER TABLE "knowledge_posting" DROP CONSTRAINT "knowledge_posting_tenant_id_organization_id_chunk_id_fkey";
